using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Payloads removed by retention, and the entry that says which.</summary>
internal static class Pruning
{
    /// <summary>The kind of that entry. Its own payload is never removed.</summary>
    public const string Kind = "journal.pruned";

    public static int Prune(SqliteConnection connection, JournalTables tables, DateTimeOffset before, DateTimeOffset at)
    {
        var sequences = new List<long>();
        using (var old = JournalTables.Prepare(
            connection,
            "SELECT e.sequence FROM entries e JOIN payloads p ON p.sequence = e.sequence WHERE e.at < @before AND e.kind <> @kind ORDER BY e.sequence",
            "@before", "@kind"))
        {
            JournalTables.Set(old, JournalTables.TimeText(before), Kind);
            using var row = old.ExecuteReader();
            while (row.Read())
            {
                sequences.Add(row.GetInt64(0));
            }
        }

        if (sequences.Count == 0)
        {
            return 0;
        }

        using var delete = JournalTables.Prepare(connection, "DELETE FROM payloads WHERE sequence = @sequence", "@sequence");
        foreach (var sequence in sequences)
        {
            JournalTables.Set(delete, sequence);
            delete.ExecuteNonQuery();
        }

        var facts = JsonSerializer.SerializeToElement(new { before = before.ToUniversalTime(), ranges = Ranges(sequences) }, IrJson.Options);
        tables.Append([new(null, Kind, 1, at, facts)], null);
        return sequences.Count;
    }

    /// <summary>The first and last of each range that a pruning entry names; none when it is not one.</summary>
    public static IEnumerable<(long First, long Last)> Read(string body)
    {
        try
        {
            var ranges = JsonElement.Parse(body).GetProperty("ranges");
            return [.. ranges.EnumerateArray().Select(range => (range[0].GetInt64(), range[1].GetInt64()))];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            return []; // Edited: its payload's hash says so, and it covers nothing.
        }
    }

    private static List<long[]> Ranges(List<long> sequences)
    {
        var ranges = new List<long[]>();
        foreach (var sequence in sequences)
        {
            if (ranges.Count > 0 && ranges[^1][1] == sequence - 1)
            {
                ranges[^1][1] = sequence;
            }
            else
            {
                ranges.Add([sequence, sequence]);
            }
        }

        return ranges;
    }
}
