using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Finds any change of a journal.</summary>
public static class JournalVerifier
{
    /// <summary>
    /// Reads a journal and names the first entry that was edited, removed, inserted or moved. With anchors it also finds a cut tail or a
    /// wholly recomputed chain, back to the last anchor. It never writes, and a file that is corrupt is a result, not an exception.
    /// </summary>
    /// <param name="path">The journal's file.</param>
    /// <param name="anchors">The anchors. Null: the chain alone is checked.</param>
    /// <param name="publicKey">The key that signed them. Null: their signatures are not checked.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<JournalVerification> VerifyAsync(
        string path, IAnchorStore? anchors, AnchorKey? publicKey, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return new(0, false, new(0, $"There is no journal at {path}."));
        }

        ImmutableArray<Anchor> kept = [];
        try
        {
            kept = anchors is null ? [] : await anchors.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (JournalException error)
        {
            return new(0, false, new(0, error.Message));
        }

        if (kept.FirstOrDefault(anchor => publicKey is not null && !publicKey.Signed(anchor)) is { } forged)
        {
            return new(0, false, new(forged.Sequence, $"The anchor of entry {forged.Sequence} is not signed by the key {publicKey!.Id}."));
        }

        return Verify(path, kept, cancellationToken);
    }

    private static JournalVerification Verify(string path, ImmutableArray<Anchor> anchors, CancellationToken cancellationToken)
    {
        var chain = new ChainCheck(anchors);
        try
        {
            using var connection = Open(path);
            if (WrongStructure(connection) is { } wrong)
            {
                return new(0, false, new(0, wrong));
            }

            chain.Run(connection, cancellationToken);
            var first = chain.FirstBad ?? Integrity(connection);
            return new(chain.Entries, first is null, first);
        }
        catch (SqliteException error)
        {
            return new(chain.Entries, false, chain.FirstBad ?? new(chain.Next, $"The file is corrupt: {error.Message}"));
        }
        catch (Exception error) when (error is InvalidCastException or FormatException or OverflowException or InvalidOperationException or ArgumentException)
        {
            return new(chain.Entries, false, chain.FirstBad ?? new(chain.Next, $"The file is corrupt: {error.Message}"));
        }
    }

    /// <summary>Where the folder cannot be written SQLite cannot make the files that it shares with writers; then nobody writes.</summary>
    private static SqliteConnection Open(string path)
    {
        var connection = SqliteStore.Connect(path, SqliteOpenMode.ReadOnly);
        try
        {
            Begin(connection);
            return connection;
        }
        catch (SqliteException error) when (error.SqliteErrorCode is 14 or 8 && !File.Exists(path + "-wal"))
        {
            connection.Dispose();
            connection = SqliteStore.Connect(new Uri(Path.GetFullPath(path)).AbsoluteUri + "?immutable=1", SqliteOpenMode.ReadOnly);
            Begin(connection);
            return connection;
        }
    }

    private static void Begin(SqliteConnection connection)
    {
        connection.Open();
        JournalSchema.Run(connection, "PRAGMA busy_timeout = 10000");
        JournalSchema.Run(connection, "PRAGMA trusted_schema = OFF");
        JournalSchema.Run(connection, "PRAGMA query_only = ON");
        JournalSchema.Run(connection, "BEGIN");
        _ = JournalSchema.VersionOf(connection);
    }

    private static string? WrongStructure(SqliteConnection connection) => JournalSchema.VersionOf(connection) switch
    {
        0 => "The file is not a journal.",
        > JournalSchema.Version => "The journal was written by a newer version of this software, or its header was changed.",
        < 0 => "The journal's header was changed.",
        _ => JournalSchema.Objects(connection).Order(StringComparer.Ordinal).SequenceEqual(JournalSchema.Statements.Order(StringComparer.Ordinal))
            ? null
            : "The journal's tables are not as they were made.",
    };

    private static FirstBad? Integrity(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        return command.ExecuteScalar() is "ok" ? null : new(0, "The file is corrupt, though every entry reads as it was written.");
    }
}
