using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>
/// The journal in SQLite. In a file every append is synced to disk before it returns, and concurrent appends share one commit; several
/// processes may write one file. In memory everything completes synchronously.
/// </summary>
public sealed class SqliteJournal : IJournal, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Lock readGate = new();
    private readonly SqliteStore store;
    private readonly SqliteConnection reader;
    private readonly GroupCommitWriter? writer;
    private readonly JournalAnchoring? anchoring;
    private readonly string name;
    private bool closed;

    private SqliteJournal(SqliteStore store, SqliteConnection reader, string name, SqliteJournalOptions? options)
    {
        this.store = store;
        this.reader = reader;
        this.name = name;
        anchoring = options is { Anchors: { } anchors, AnchorKey: { } key } ? new(anchors, key, options, store.Head) : null;
        writer = options is null or { Inline: true } ? null : new(Commit);
    }

    /// <summary>How many transactions were committed.</summary>
    internal long Transactions => store.Transactions;

    /// <summary>Opens a journal in a file, and makes it when it is not there.</summary>
    /// <exception cref="JournalException">The file is no journal, or cannot be opened.</exception>
    public static SqliteJournal Open(string path, SqliteJournalOptions options)
    {
        var store = SqliteStore.OpenFile(path, options);
        try
        {
            var reader = SqliteStore.Connect(path, SqliteOpenMode.ReadOnly);
            reader.Open();
            return new(store, reader, path, options);
        }
        catch (SqliteException error)
        {
            store.Dispose();
            throw SqliteFailure.AsJournalException(error, path);
        }
    }

    /// <summary>Opens a journal in a file with the default options.</summary>
    /// <inheritdoc cref="Open(string, SqliteJournalOptions)"/>
    public static SqliteJournal Open(string path, TimeProvider time) => Open(path, new SqliteJournalOptions { Time = time });

    /// <summary>A journal that ends with this object: deterministic, without threads, for drills.</summary>
    public static SqliteJournal InMemory(TimeProvider time)
    {
        var store = SqliteStore.InMemory(time);
        return new(store, store.Connection, "in memory", null);
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken)
    {
        if (entries.IsDefaultOrEmpty)
        {
            throw new ArgumentException("An append needs at least one entry.", nameof(entries));
        }

        var began = Stopwatch.GetTimestamp();
        foreach (var entry in entries)
        {
            if (entry.Payload.ValueKind is JsonValueKind.Undefined || string.IsNullOrEmpty(entry.Kind) || entry.Version < 1)
            {
                throw new ArgumentException("An entry needs a kind, a version from 1 and a payload.", nameof(entries));
            }

            if (lease is not null && entry.Incident is { } incident && incident != lease.Incident)
            {
                throw new ArgumentException($"The lease on {lease.Incident} does not allow entries of {incident}; append them apart.", nameof(entries));
            }
        }

        var append = WriteAsync(tables => tables.Append(entries, lease), cancellationToken);
        return writer is not null && Instruments.JournalAppend.Enabled ? MeasuredAsync(append, began) : append;
    }

    private static async ValueTask<T> MeasuredAsync<T>(ValueTask<T> append, long began)
    {
        var written = await append.ConfigureAwait(false);
        Instruments.JournalAppend.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return written;
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken) =>
        Read(after, incident is { } one ? RecordsOf.Incident(one) : RecordsOf.All, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JournalRecord>> ReadCommonAsync(long after, CancellationToken cancellationToken) =>
        Read(after, RecordsOf.NoIncident, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<JournalRecord>> ReadKindsAsync(long after, ImmutableArray<string> kinds, CancellationToken cancellationToken) =>
        Read(after, RecordsOf.Kinds(kinds, 1000), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken) =>
        Read(connection => JournalReader.LastBefore(connection, at), cancellationToken);

    private ValueTask<ImmutableArray<JournalRecord>> Read(long after, RecordsOf which, CancellationToken cancellationToken) =>
        Read(connection => JournalReader.Read(connection, after, which, name), cancellationToken);

    private ValueTask<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (ReferenceEquals(reader, store.Connection) ? gate : readGate)
        {
            ObjectDisposedException.ThrowIf(closed, this);
            try
            {
                return new(read(reader));
            }
            catch (SqliteException error)
            {
                throw SqliteFailure.AsJournalException(error, name);
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        WriteAsync(tables => tables.Leases.TryAcquire(incident, owner, duration), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        WriteAsync(tables => tables.Leases.Renew(lease, duration), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) =>
        await WriteAsync(tables => tables.Leases.Release(lease), cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Removes the payloads of entries older than a time, and journals that it did. The chain still verifies: it runs over their hashes.
    /// </summary>
    /// <returns>How many payloads were removed; with none, nothing is journaled.</returns>
    /// <exception cref="JournalException">The journal cannot be written; nothing was removed.</exception>
    public ValueTask<int> PruneAsync(DateTimeOffset before, DateTimeOffset at, CancellationToken cancellationToken) =>
        WriteAsync(tables => Pruning.Prune(store.Connection, tables, before, at, endedOnly: false), cancellationToken);

    /// <summary>
    /// Removes the payloads of incidents that ended before a time, and of alerts that were set aside before it, and journals that it did.
    /// What would take a standing containment back stays. The chain still verifies.
    /// </summary>
    /// <returns>How many payloads were removed; with none, nothing is journaled.</returns>
    /// <exception cref="JournalException">The journal cannot be written; nothing was removed.</exception>
    public ValueTask<int> PruneEndedAsync(DateTimeOffset before, DateTimeOffset at, CancellationToken cancellationToken) =>
        WriteAsync(tables => Pruning.Prune(store.Connection, tables, before, at, endedOnly: true), cancellationToken);

    /// <summary>Signs and keeps the head now.</summary>
    /// <returns>The newest anchor. Null: the journal is empty, or was opened without anchors and a key.</returns>
    /// <exception cref="JournalException">The anchors cannot be written, now or since the last call.</exception>
    public async ValueTask<Anchor?> AnchorAsync(CancellationToken cancellationToken)
    {
        if (anchoring is null)
        {
            return null;
        }

        var head = await WriteAsync(tables => tables.Head(), cancellationToken).ConfigureAwait(false);
        return await anchoring.AnchorAsync(head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what was appended, anchors the head and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (readGate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
        }

        if (writer is not null)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            if (anchoring is not null)
            {
                await anchoring.CloseAsync(store.Head).ConfigureAwait(false);
            }
        }
        finally
        {
            anchoring?.Dispose();
            await reader.DisposeAsync().ConfigureAwait(false);
            lock (gate)
            {
                store.Dispose();
            }
        }
    }

    private ValueTask<T> WriteAsync<T>(Func<JournalTables, T> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(closed, this);
        var work = new JournalWork<T>(change, inline: writer is null);
        if (writer is { } shared && !TryCommit(work))
        {
            shared.Add(work);
            return new(cancellationToken.CanBeCanceled ? work.Task.WaitAsync(cancellationToken) : work.Task);
        }

        if (writer is null)
        {
            Commit([work]);
        }

        return new(work.Task);
    }

    /// <summary>Commits on the caller's own thread when nobody else is writing or waits to: a hand-over would cost as much as the commit.</summary>
    private bool TryCommit(JournalWork work)
    {
        if (writer is not { IsIdle: true } || !gate.TryEnter())
        {
            return false;
        }

        try
        {
            if (closed)
            {
                return false;
            }

            store.Commit([work]);
            anchoring?.Advance(store.Head);
            return true;
        }
        finally
        {
            gate.Exit();
        }
    }

    private void Commit(IReadOnlyList<JournalWork> group)
    {
        JournalHead head;
        lock (gate)
        {
            store.Commit(group);
            head = store.Head;
        }

        anchoring?.Advance(head);
    }
}
