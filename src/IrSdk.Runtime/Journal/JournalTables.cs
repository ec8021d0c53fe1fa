using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Reads and writes the entries within a transaction that the store has begun.</summary>
internal sealed class JournalTables(SqliteConnection connection, LeaseTable leases) : IDisposable
{
    /// <summary>Fixed width, in UTC, so that texts compare as times do.</summary>
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private readonly SqliteCommand head = Prepare(connection, "SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");

    private readonly SqliteCommand insertEntry = Prepare(
        connection,
        "INSERT INTO entries VALUES (@sequence, @incident, @epoch, @kind, @version, @at, @payload_hash, @previous, @hash)",
        "@sequence", "@incident", "@epoch", "@kind", "@version", "@at", "@payload_hash", "@previous", "@hash");

    private readonly SqliteCommand insertPayload = Prepare(connection, "INSERT INTO payloads VALUES (@sequence, @body)", "@sequence", "@body");

    public LeaseTable Leases => leases;

    /// <summary>The last entry as the open transaction leaves it.</summary>
    public JournalHead Last { get; set; } = JournalHead.Empty;

    public JournalHead Head()
    {
        using var reader = head.ExecuteReader();
        return reader.Read() ? new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : JournalHead.Empty;
    }

    public ImmutableArray<JournalRecord> Append(ImmutableArray<JournalEntry> entries, Lease? lease)
    {
        if (lease is not null)
        {
            leases.Check(lease);
        }

        var last = Head();
        var records = ImmutableArray.CreateBuilder<JournalRecord>(entries.Length);
        foreach (var entry in entries)
        {
            last = Insert(entry, lease?.Epoch ?? 0, last);
            records.Add(new(
                last.Sequence, entry.Incident, lease?.Epoch ?? 0, entry.Kind, entry.Version, entry.At.ToUniversalTime(), entry.Payload,
                Convert.ToHexStringLower(last.Hash)));
        }

        Last = last;
        return records.MoveToImmutable();
    }

    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, DBNull.Value);
        }

        return command;
    }

    public void Dispose()
    {
        head.Dispose();
        insertEntry.Dispose();
        insertPayload.Dispose();
    }

    private JournalHead Insert(JournalEntry entry, long epoch, JournalHead previous)
    {
        var sequence = previous.Sequence + 1;
        var incident = entry.Incident?.ToString();
        var at = TimeText(entry.At);
        var body = Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(entry.Payload));
        var payloadHash = SHA256.HashData(Encoding.UTF8.GetBytes(body));
        var hash = ChainHash.OfEntry(
            previous.Hash, sequence, incident is null ? null : Encoding.UTF8.GetBytes(incident), epoch,
            Encoding.UTF8.GetBytes(entry.Kind), entry.Version, Encoding.UTF8.GetBytes(at), payloadHash);
        Set(insertEntry, sequence, (object?)incident ?? DBNull.Value, epoch, entry.Kind, entry.Version, at, payloadHash, previous.Hash, hash);
        insertEntry.ExecuteNonQuery();
        Set(insertPayload, sequence, body);
        insertPayload.ExecuteNonQuery();
        return new(sequence, hash);
    }

    public static void Set(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }
}
