using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>
/// The tables of a journal. The version is SQLite's own <c>user_version</c>: it is in the file's header, changes in the same transaction as
/// the tables, so two processes may open a new file at once, and a reader without the right to write can see it.
/// </summary>
internal static class JournalSchema
{
    public const long Version = 1;

    public static readonly string[] Statements =
    [
        "CREATE TABLE entries(sequence INTEGER PRIMARY KEY, incident TEXT, epoch INTEGER NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL, payload_hash BLOB NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT",
        "CREATE TABLE payloads(sequence INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT",
        "CREATE TABLE leases(incident TEXT PRIMARY KEY, owner TEXT NOT NULL, epoch INTEGER NOT NULL, expires_at INTEGER NOT NULL) STRICT",
        "CREATE INDEX entries_by_incident ON entries(incident, sequence)",
    ];

    /// <summary>Makes the tables of a new journal; refuses what is not a journal, or is of a later version.</summary>
    public static void Ensure(SqliteConnection connection, string name)
    {
        if (VersionOf(connection) == Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        var found = VersionOf(connection);
        if (found > Version)
        {
            throw new JournalException($"The journal {name} was written by a newer version of this software; read it with that one.");
        }

        if (found is 0)
        {
            if (Objects(connection).Count > 0)
            {
                throw new JournalException($"The file {name} is a database but not a journal; give another path.");
            }

            foreach (var statement in Statements)
            {
                Run(connection, statement);
            }

            Run(connection, "PRAGMA user_version = 1");
        }

        transaction.Commit();
    }

    public static long VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>What the schema holds, as it was written; views, triggers and foreign tables too.</summary>
    public static List<string> Objects(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sql, '') FROM sqlite_schema WHERE name <> 'sqlite_autoindex_leases_1'";
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this folder, or a pragma with a number.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
