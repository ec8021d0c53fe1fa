using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Rows as records. It does not verify the chain; see <see cref="JournalVerifier"/>.</summary>
internal static class JournalReader
{
    public static ImmutableArray<JournalRecord> Read(SqliteConnection connection, long after, RecordsOf which, string name)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The conditions are made by RecordsOf, of constants and parameter names.
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            SELECT e.sequence, e.incident, e.epoch, e.kind, e.version, e.at, p.body, e.hash
            FROM entries e LEFT JOIN payloads p ON p.sequence = e.sequence
            WHERE {which.Condition}e.sequence > @after ORDER BY e.sequence LIMIT {which.Most}
            """);
#pragma warning restore CA2100
        foreach (var (parameter, value) in which.Parameters)
        {
            command.Parameters.AddWithValue(parameter, value);
        }

        command.Parameters.AddWithValue("@after", after);

        var records = ImmutableArray.CreateBuilder<JournalRecord>();
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            try
            {
                records.Add(Record(row));
            }
            catch (Exception error) when (error is FormatException or JsonException or InvalidCastException or OverflowException)
            {
                throw new JournalException(
                    $"Entry {row.GetValue(0)} of the journal {name} is not as it was written; run 'ir journal verify' and keep the file.", error);
            }
        }

        return records.DrainToImmutable();
    }

    /// <summary>Times only grow with the sequence, so the search from the end stops soon.</summary>
    public static long LastBefore(SqliteConnection connection, DateTimeOffset at)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sequence FROM entries WHERE at < @at ORDER BY sequence DESC LIMIT 1";
        command.Parameters.AddWithValue("@at", JournalTables.TimeText(at));
        return command.ExecuteScalar() is long sequence ? sequence : 0;
    }

    private static JournalRecord Record(SqliteDataReader row)
    {
        JsonElement? payload = null;
        if (!row.IsDBNull(6))
        {
            payload = JsonElement.Parse(row.GetString(6));
        }

        return new(
            row.GetInt64(0),
            row.IsDBNull(1) ? null : new IncidentId(row.GetString(1)),
            row.GetInt64(2),
            row.GetString(3),
            checked((int)row.GetInt64(4)),
            DateTimeOffset.Parse(row.GetString(5), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            payload,
            Convert.ToHexStringLower(row.GetFieldValue<byte[]>(7)));
    }
}

/// <summary>Which records are read.</summary>
internal sealed record RecordsOf
{
    private RecordsOf(string condition, params ImmutableArray<(string Name, string Value)> parameters) => (Condition, Parameters) = (condition, parameters);

    public static RecordsOf All { get; } = new("");

    public static RecordsOf NoIncident { get; } = new("e.incident IS NULL AND ");

    public string Condition { get; }

    public ImmutableArray<(string Name, string Value)> Parameters { get; }

    /// <summary>At most so many; -1 is all.</summary>
    public int Most { get; private init; } = -1;

    public static RecordsOf Incident(IncidentId incident) => new("e.incident = @incident AND ", ("@incident", incident.ToString()));

    public static RecordsOf Kinds(ImmutableArray<string> kinds, int most) =>
        new($"e.kind IN ({string.Join(", ", kinds.Select((_, place) => Parameter(place)))}) AND ", [.. kinds.Select((kind, place) => (Parameter(place), kind))]) { Most = most };

    private static string Parameter(int place) => string.Create(CultureInfo.InvariantCulture, $"@kind{place}");
}
