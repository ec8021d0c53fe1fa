using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Finds any edit, removal, insertion or reordering in a journal's file. Changes nothing.</summary>
public static class JournalVerifier
{
    /// <summary>Verifies a journal.</summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="anchors">Where its anchors are. Null: a cut tail and a recomputed chain are not seen.</param>
    /// <param name="key">The key that signed the anchors. Null: their signatures are not checked, only their hashes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static async Task<JournalVerification> VerifyAsync(string path, IAnchorStore? anchors, AnchorKey? key, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no journal at {path}.", path);
        }

        ImmutableArray<Anchor> signed = [];
        try
        {
            signed = anchors is null ? [] : await anchors.ReadAsync(cancellationToken).ConfigureAwait(false);
            return Verify(path, signed, key);
        }
        catch (SqliteException wrong)
        {
            return new(0, false, new(1, $"The file is damaged: SQLite says {wrong.Message}"));
        }
        catch (JournalException wrong)
        {
            return new(0, false, new(1, wrong.Message));
        }
        catch (Exception wrong) when (wrong is InvalidCastException or FormatException or OverflowException or InvalidOperationException)
        {
            // A damaged page can hold values of other types than the schema says.
            return new(0, false, new(1, $"The file is damaged: {wrong.Message}"));
        }
    }

    private static JournalVerification Verify(string path, ImmutableArray<Anchor> anchors, AnchorKey? key)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using (var check = connection.CreateCommand())
        {
            check.CommandText = "PRAGMA integrity_check(1)";
            if (check.ExecuteScalar() as string is var said && said != "ok")
            {
                return new(0, false, new(1, $"The file is damaged: {said}"));
            }
        }

        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT e.sequence, e.incident, e.epoch, e.kind, e.version, e.at, e.payload_hash, e.previous, e.hash, p.body
            FROM entries e LEFT JOIN payloads p ON p.sequence = e.sequence ORDER BY e.sequence
            """;
        using var reader = command.ExecuteReader();
        var (entries, previous) = (0L, EntryHash.Start);
        BadEntry? bad = null;
        var hashes = anchors.ToLookup(anchor => anchor.Sequence);
        while (reader.Read())
        {
            entries++;
            bad ??= Check(reader, entries, previous) ?? CheckAnchors(hashes[entries], Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(8)), key);
            previous = reader.GetFieldValue<byte[]>(8);
        }

        bad ??= Orphan(connection);
        bad ??= anchors.FirstOrDefault(anchor => anchor.Sequence > entries) is { } cut
            ? new(entries + 1, string.Create(CultureInfo.InvariantCulture, $"The tail was cut: entry {cut.Sequence} was anchored at {cut.At:u}, but the journal ends at {entries}."))
            : null;
        return new(entries, bad is null, bad);
    }

    private static BadEntry? Check(SqliteDataReader row, long expected, byte[] previous)
    {
        var sequence = row.GetInt64(0);
        if (sequence != expected)
        {
            return new(expected, $"Entry {expected} is missing; the next one is {sequence}.");
        }

        var payloadHash = row.GetFieldValue<byte[]>(6);
        if (row.IsDBNull(9))
        {
            return new(sequence, "Its payload was removed.");
        }

        if (!SHA256.HashData(row.GetFieldValue<byte[]>(9)).AsSpan().SequenceEqual(payloadHash))
        {
            return new(sequence, "Its payload was changed.");
        }

        if (!row.GetFieldValue<byte[]>(7).AsSpan().SequenceEqual(previous))
        {
            return new(sequence, "It does not follow the entry before it.");
        }

        var hash = EntryHash.Of(
            previous, sequence, row.IsDBNull(1) ? null : row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetInt64(4), row.GetString(5), payloadHash);
        return hash.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(8)) ? null : new(sequence, "It was changed.");
    }

    private static BadEntry? CheckAnchors(IEnumerable<Anchor> anchors, string hash, AnchorKey? key) =>
        anchors.Where(anchor => anchor.Hash != hash || key?.Signed(anchor) == false)
            .Select(anchor => new BadEntry(anchor.Sequence, anchor.Hash != hash
                ? $"The chain was recomputed: its anchor of {anchor.At:u} has another hash."
                : $"Its anchor of {anchor.At:u} is not signed by this key."))
            .FirstOrDefault();

    private static BadEntry? Orphan(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT p.sequence FROM payloads p LEFT JOIN entries e ON e.sequence = p.sequence WHERE e.sequence IS NULL ORDER BY p.sequence LIMIT 1";
        return command.ExecuteScalar() is long sequence ? new(sequence, "It was removed; its payload is left.") : null;
    }
}
