using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>The journal's tables. <c>user_version</c> names the version; a later one only adds.</summary>
internal static class JournalSchema
{
    private const long Version = 1;

    private const string Tables = """
        CREATE TABLE entries (
            sequence INTEGER PRIMARY KEY,
            incident TEXT NULL,
            epoch INTEGER NOT NULL,
            kind TEXT NOT NULL,
            version INTEGER NOT NULL,
            at TEXT NOT NULL,
            payload_hash BLOB NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE payloads (sequence INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
        CREATE TABLE leases (incident TEXT PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL, expires_at TEXT NOT NULL) STRICT;
        CREATE INDEX entries_incident ON entries (incident, sequence);
        """;

    public static void Ensure(SqliteConnection connection, string path)
    {
        var version = Scalar(connection, "PRAGMA user_version");
        if (version > Version)
        {
            throw new JournalException($"{path} was written by a newer version (schema {version}); use that version to read it.");
        }

        if (version == Version)
        {
            return;
        }

        Execute(connection, "BEGIN IMMEDIATE");
        if (Scalar(connection, "PRAGMA user_version") == 0)
        {
            Execute(connection, Tables);
            Execute(connection, "PRAGMA user_version = 1");
        }

        Execute(connection, "COMMIT");
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of the constants of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of the constants of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!;
    }
}
