using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>
/// The journal in one SQLite file: write-ahead log, <c>synchronous=FULL</c>. Every append is on disk when it returns. Several
/// processes may append to the same file.
/// </summary>
public sealed class SqliteJournal : IJournal, IAsyncDisposable
{
    private const int BusyTimeoutSeconds = 10;

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly TimeProvider time;
    private readonly string path;

    private SqliteJournal(SqliteConnection connection, TimeProvider time, string path) => (this.connection, this.time, this.path) = (connection, time, path);

    /// <summary>Opens a journal's file, and makes it when it is not there.</summary>
    /// <exception cref="JournalException">The file is no journal, or cannot be written.</exception>
    public static SqliteJournal Open(string path, TimeProvider time) => Open(path, path, time);

    /// <summary>A journal that ends with its process, for drills. Every call completes on the calling thread.</summary>
    public static SqliteJournal InMemory(TimeProvider time) => Open(":memory:", "the journal in memory", time);

    private static SqliteJournal Open(string source, string path, TimeProvider time)
    {
#pragma warning disable CA2000 // The journal owns it, or it is disposed below.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Pooling = false,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString());
#pragma warning restore CA2000
        try
        {
            connection.Open();
            JournalSchema.Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            JournalSchema.Ensure(connection, path);
            return new(connection, time, path);
        }
        catch (SqliteException wrong)
        {
            connection.Dispose();
            throw Failure(wrong, path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(InTransaction(() =>
        {
            if (lease is not null)
            {
                Demand(lease);
            }

            var (sequence, previous) = Head();
            var written = ImmutableArray.CreateBuilder<JournalRecord>(entries.Length);
            foreach (var entry in entries)
            {
                var record = Write(entry, ++sequence, lease?.Epoch ?? 0, ref previous);
                written.Add(record);
            }

            return written.MoveToImmutable();
        }));
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Guarded(() =>
        {
            using var command = Command(
                """
                SELECT e.sequence, e.incident, e.epoch, e.kind, e.version, e.at, e.hash, p.body
                FROM entries e LEFT JOIN payloads p ON p.sequence = e.sequence
                WHERE e.sequence > $after AND ($incident IS NULL OR e.incident = $incident)
                ORDER BY e.sequence
                """,
                ("$after", after), ("$incident", incident?.ToString()));
            using var reader = command.ExecuteReader();
            var records = ImmutableArray.CreateBuilder<JournalRecord>();
            while (reader.Read())
            {
                records.Add(new(
                    reader.GetInt64(0),
                    reader.IsDBNull(1) ? null : new IncidentId(reader.GetString(1)),
                    reader.GetInt64(2),
                    reader.GetString(3),
                    reader.GetInt32(4),
                    DateTimeOffset.Parse(reader.GetString(5), CultureInfo.InvariantCulture),
                    reader.IsDBNull(7) ? null : JsonElement.Parse(reader.GetFieldValue<byte[]>(7)),
                    Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(6))));
            }

            return records.ToImmutable();
        }));
    }

    /// <inheritdoc/>
    public ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(InTransaction(() =>
        {
            var now = time.GetUtcNow();
            var held = LeaseOf(incident);
            if (held is not null && held.Owner != owner && held.ExpiresAt > now && !ProcessOwner.IsGone(held.Owner))
            {
                return null;
            }

            var lease = new Lease(incident, owner, (held?.Epoch ?? 0) + 1, now + duration);
            Store(lease);
            return lease;
        }));
    }

    /// <inheritdoc/>
    public ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(InTransaction(() =>
        {
            Demand(lease);
            var renewed = lease with { ExpiresAt = time.GetUtcNow() + duration };
            Store(renewed);
            return renewed;
        }));
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        InTransaction(() =>
        {
            if (LeaseOf(lease.Incident) is { } held && held.Epoch == lease.Epoch)
            {
                Store(held with { ExpiresAt = time.GetUtcNow() });
            }

            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <summary>Signs the chain's head and keeps the signature elsewhere, so that a cut tail or a recomputed chain is noticed.</summary>
    /// <returns>The anchor, or null when the journal is empty or its head is anchored already.</returns>
    public async ValueTask<Anchor?> AnchorAsync(IAnchorStore store, AnchorKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(key);
        var (sequence, hash) = Guarded(Head);
        var last = (await store.ReadAsync(cancellationToken).ConfigureAwait(false)).LastOrDefault();
        if (sequence == 0 || last?.Sequence >= sequence)
        {
            return null;
        }

        var anchor = key.Sign(sequence, Convert.ToHexStringLower(hash), time.GetUtcNow());
        await store.AppendAsync(anchor, cancellationToken).ConfigureAwait(false);
        return anchor;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await connection.DisposeAsync().ConfigureAwait(false);

    private JournalRecord Write(JournalEntry entry, long sequence, long epoch, ref byte[] previous)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(entry.Payload, IrJson.Options);
        var payloadHash = SHA256.HashData(body);
        var at = EntryHash.Text(entry.At);
        var incident = entry.Incident?.ToString();
        var hash = EntryHash.Of(previous, sequence, incident, epoch, entry.Kind, entry.Version, at, payloadHash);
        using (var command = Command(
            "INSERT INTO entries VALUES ($sequence, $incident, $epoch, $kind, $version, $at, $payload, $previous, $hash); INSERT INTO payloads VALUES ($sequence, $body)",
            ("$sequence", sequence), ("$incident", incident), ("$epoch", epoch), ("$kind", entry.Kind), ("$version", entry.Version),
            ("$at", at), ("$payload", payloadHash), ("$previous", previous), ("$hash", hash), ("$body", body)))
        {
            command.ExecuteNonQuery();
        }

        previous = hash;
        return new(sequence, entry.Incident, epoch, entry.Kind, entry.Version, entry.At, entry.Payload, Convert.ToHexStringLower(hash));
    }

    private (long Sequence, byte[] Hash) Head()
    {
        using var command = Command("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (0, EntryHash.Start);
    }

    private Lease? LeaseOf(IncidentId incident)
    {
        using var command = Command("SELECT owner, epoch, expires_at FROM leases WHERE incident = $incident", ("$incident", incident.ToString()));
        using var reader = command.ExecuteReader();
        return reader.Read()
            ? new(incident, reader.GetString(0), reader.GetInt64(1), DateTimeOffset.Parse(reader.GetString(2), CultureInfo.InvariantCulture))
            : null;
    }

    private void Store(Lease lease)
    {
        using var command = Command(
            "INSERT INTO leases VALUES ($incident, $owner, $epoch, $until) ON CONFLICT (incident) DO UPDATE SET owner = $owner, epoch = $epoch, expires_at = $until",
            ("$incident", lease.Incident.ToString()), ("$owner", lease.Owner), ("$epoch", lease.Epoch), ("$until", EntryHash.Text(lease.ExpiresAt)));
        command.ExecuteNonQuery();
    }

    /// <summary>Refuses a late writer: in the same transaction as its append.</summary>
    private void Demand(Lease lease)
    {
        if (LeaseOf(lease.Incident) is not { } held || held.Epoch != lease.Epoch || held.Owner != lease.Owner)
        {
            throw new LeaseLostException(lease);
        }
    }

    private T InTransaction<T>(Func<T> body) => Guarded(() =>
    {
        JournalSchema.Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            var result = body();
            JournalSchema.Execute(connection, "COMMIT");
            return result;
        }
        catch
        {
            try
            {
                JournalSchema.Execute(connection, "ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself (a full disk does that); what is thrown below says why.
            }

            throw;
        }
    });

    private T Guarded<T>(Func<T> body)
    {
        try
        {
            lock (gate)
            {
                return body();
            }
        }
        catch (SqliteException wrong)
        {
            throw Failure(wrong, path);
        }
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of the constants of this file; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    private static JournalException Failure(SqliteException wrong, string path) => new(
        wrong.SqliteErrorCode switch
        {
            5 or 6 => $"{path} is busy: another run writes to it; wait until it ends.",
            8 => $"{path} may not be written; give a journal that may be.",
            11 or 26 => $"{path} is not a journal, or is damaged; check it with 'ir journal verify' and keep it as evidence.",
            13 => $"The disk of {path} is full; nothing was done that is not in the journal. Make room and run again.",
            14 => $"{path} cannot be opened; check its folder and its permissions.",
            _ => $"{path} cannot be used (SQLite says: {wrong.Message}); check its disk.",
        },
        wrong);
}
