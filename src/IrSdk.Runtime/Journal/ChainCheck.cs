using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Walks the chain from the first entry to the last. It looks at the bytes that are stored, not at what they decode to.</summary>
internal sealed class ChainCheck(ImmutableArray<Anchor> anchors)
{
    private readonly ILookup<long, string> anchored = anchors.ToLookup(anchor => anchor.Sequence, anchor => anchor.Hash);
    private readonly List<long> missing = [];
    private readonly List<(long First, long Last)> pruned = [];
    private byte[] previous = ChainHash.Genesis.ToArray();
    private FirstBad? broken;
    private bool atPruning;

    public long Entries { get; private set; }

    /// <summary>The entry that comes next.</summary>
    public long Next { get; private set; } = 1;

    public FirstBad? FirstBad { get; private set; }

    public void Run(SqliteConnection connection, CancellationToken cancellationToken)
    {
        using (var command = connection.CreateCommand())
        {
            command.CommandText = """
                SELECT e.sequence, CAST(e.incident AS BLOB), e.epoch, CAST(e.kind AS BLOB), e.version, CAST(e.at AS BLOB),
                       e.payload_hash, e.previous, e.hash, CAST(p.body AS BLOB),
                       typeof(e.epoch) || typeof(e.kind) || typeof(e.version) || typeof(e.at) || typeof(e.payload_hash) || typeof(e.previous)
                       || typeof(e.hash) || typeof(e.incident) || typeof(p.body)
                FROM entries e LEFT JOIN payloads p ON p.sequence = e.sequence ORDER BY e.sequence
                """;
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                Entries++;
                See(row);
            }
        }

        Orphans(connection);
        var tail = anchors.Where(anchor => anchor.Sequence >= Next).MaxBy(anchor => anchor.Sequence);
        if (tail is not null)
        {
            Break(Next, $"Entry {Next} and those after it are missing: entry {tail.Sequence} was anchored.");
        }

        Conclude();
    }

    private static byte[]? Bytes(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);

    private void See(SqliteDataReader row)
    {
        var sequence = row.GetInt64(0);
        var kind = Bytes(row, 3);
        var body = Bytes(row, 9);
        var pruning = kind is not null && kind.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(Pruning.Kind));
        if (pruning && body is not null)
        {
            pruned.AddRange(Pruning.Read(Encoding.UTF8.GetString(body)));
        }

        if (broken is not null)
        {
            return;
        }

        if (Wrong(row, sequence, kind, body) is { } wrong)
        {
            atPruning = pruning;
            broken = wrong;
            return;
        }

        if (body is null)
        {
            missing.Add(sequence);
        }

        Next = sequence + 1;
    }

    private FirstBad? Wrong(SqliteDataReader row, long sequence, byte[]? kind, byte[]? body)
    {
        if (sequence != Next)
        {
            return sequence < Next
                ? new(sequence, $"An entry {sequence} was inserted before the first.")
                : new(Next, $"Entry {Next} is missing; entry {sequence} follows.");
        }

        const string Types = "integertextintegertextblobblobblob";
        var types = row.GetString(10);
        if (types is not (Types + "texttext" or Types + "textnull" or Types + "nulltext" or Types + "nullnull"))
        {
            return new(sequence, $"Entry {sequence} holds values of the wrong types.");
        }

        var payloadHash = Bytes(row, 6)!;
        var hash = Bytes(row, 8)!;
        if (!previous.AsSpan().SequenceEqual(Bytes(row, 7)))
        {
            return new(sequence, $"Entry {sequence} does not follow the entry before it.");
        }

        var expected = ChainHash.OfEntry(
            previous, sequence, Bytes(row, 1), row.GetInt64(2), kind!, row.GetInt64(4), Bytes(row, 5)!, payloadHash);
        if (!expected.AsSpan().SequenceEqual(hash))
        {
            return new(sequence, $"Entry {sequence} was edited: its hash is not that of its fields.");
        }

        if (body is not null && !SHA256.HashData(body).AsSpan().SequenceEqual(payloadHash))
        {
            return new(sequence, $"The payload of entry {sequence} was edited.");
        }

        previous = hash;
        var text = Convert.ToHexStringLower(hash);
        return anchored[sequence].All(anchor => anchor == text)
            ? null
            : new(sequence, $"The chain up to entry {sequence} was recomputed: it is not what was anchored.");
    }

    private void Orphans(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM payloads WHERE sequence NOT IN (SELECT sequence FROM entries) ORDER BY sequence LIMIT 1";
        if (command.ExecuteScalar() is long orphan)
        {
            Break(orphan, $"Entry {orphan} is missing, and its payload is not.");
        }
    }

    private void Break(long sequence, string reason)
    {
        if (broken is null || sequence < broken.Sequence)
        {
            broken = new(sequence, reason);
        }
    }

    private void Conclude()
    {
        var uncovered = missing.Where(sequence => !pruned.Exists(range => range.First <= sequence && sequence <= range.Last)).ToList();
        // Whoever edits a pruning entry uncovers what it covered; the edit is what is wrong.
        if (uncovered.Count > 0 && !atPruning)
        {
            Break(uncovered[0], $"The payload of entry {uncovered[0]} is missing, and no pruning is journaled.");
        }

        FirstBad = broken;
    }
}
