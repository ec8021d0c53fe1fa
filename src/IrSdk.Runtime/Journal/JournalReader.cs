using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Rows as records. It does not verify the chain; see <see cref="JournalVerifier"/>.</summary>
internal static class JournalReader
{
    public static ImmutableArray<JournalRecord> Read(SqliteConnection connection, long after, IncidentId? incident, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT e.sequence, e.incident, e.epoch, e.kind, e.version, e.at, p.body, e.hash
            FROM entries e LEFT JOIN payloads p ON p.sequence = e.sequence WHERE e.sequence > @after ORDER BY e.sequence
            """;
        if (incident is { } id)
        {
            command.CommandText = """
                SELECT e.sequence, e.incident, e.epoch, e.kind, e.version, e.at, p.body, e.hash
                FROM entries e LEFT JOIN payloads p ON p.sequence = e.sequence
                WHERE e.incident = @incident AND e.sequence > @after ORDER BY e.sequence
                """;
            command.Parameters.AddWithValue("@incident", id.ToString());
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
