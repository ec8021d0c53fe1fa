using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Payloads removed by retention, and the entry that says which.</summary>
internal static class Pruning
{
    /// <summary>The kind of that entry. Its own payload is never removed.</summary>
    public const string Kind = "journal.pruned";

    /// <summary>Everything that is old.</summary>
    private const string Old = "SELECT e.sequence FROM entries e JOIN payloads p ON p.sequence = e.sequence WHERE e.at < @before AND e.kind <> @kind ORDER BY e.sequence";

    /// <summary>
    /// What is old of incidents that ended, and of alerts that nothing responded to. Where a containment stands, what would take it back
    /// stays: without it another incident would give the resource back while this one holds it.
    /// </summary>
    private const string OldEnded = """
        WITH ends AS (SELECT incident, max(sequence) AS sequence FROM entries WHERE kind = 'incident.ended' GROUP BY incident),
        ended AS (
            SELECT ends.incident, coalesce((SELECT json_extract(body, '$.status') FROM payloads WHERE payloads.sequence = ends.sequence), '') AS status
            FROM ends JOIN entries own ON own.sequence = ends.sequence
            WHERE own.at < @before AND NOT EXISTS (
                SELECT 1 FROM entries later WHERE later.incident = ends.incident AND later.sequence > ends.sequence AND (later.kind <> 'verdict.given' OR later.at >= @before)))
        SELECT e.sequence FROM entries e JOIN payloads p ON p.sequence = e.sequence LEFT JOIN ended ON ended.incident = e.incident
        WHERE e.at < @before AND e.kind <> @kind
            AND (e.kind = 'alert.set-aside' OR (ended.incident IS NOT NULL
                AND (ended.status IN ('undone', 'notContained') OR e.kind NOT IN ('step.ended', 'prior-state.kept', 'undo.released', 'incident.ended'))
                AND (ended.status IN ('undone', 'notContained') OR e.kind <> 'plan.made' OR json_extract(p.body, '$.purpose') <> 'undo')))
        ORDER BY e.sequence
        """;

    public static int Prune(SqliteConnection connection, JournalTables tables, DateTimeOffset before, DateTimeOffset at, bool endedOnly)
    {
        var sequences = new List<long>();
        using (var old = JournalTables.Prepare(connection, endedOnly ? OldEnded : Old, "@before", "@kind"))
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
