using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Puts a copy of a journal in the journal's place.</summary>
public static class JournalRestore
{
    /// <summary>
    /// Verifies a copy that <see cref="JournalBackup"/> made, keeps what is in its place beside it, and puts the copy there. The first new
    /// entry says so, and each unfinished incident looks for the effects of its steps before it does them: they may have been done since.
    /// </summary>
    /// <param name="backup">The copy.</param>
    /// <param name="journal">The journal's file.</param>
    /// <param name="key">The key that signs its anchors; its public part must have signed those of the copy.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels, until the first file is moved.</param>
    /// <returns>Where the journal that was replaced is now. Null: there was none.</returns>
    /// <exception cref="JournalException">The copy does not verify, or a process holds the journal; nothing was changed.</exception>
    public static async Task<string?> PutAsync(string backup, string journal, AnchorKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(time);
        using var only = JournalLock.Take(journal);
        var from = new BackupParts(backup);
        var verified = await JournalVerifier.VerifyAsync(backup, new FileAnchorStore(from.Anchors), key, cancellationToken).ConfigureAwait(false);
        if (verified.FirstBad is { } bad)
        {
            throw new JournalException($"The copy {backup} does not verify, so nothing was replaced: {bad.Reason} Take another copy, or the key that it was made with.");
        }

        try
        {
            var fresh = new BackupParts(journal + ".restoring");
            fresh.Delete();
            File.Copy(from.Journal, fresh.Journal);
            File.Copy(from.Anchors, fresh.Anchors);
            await SayAsync(fresh.Journal, backup, verified.Entries, new FileAnchorStore(fresh.Anchors), key, time, cancellationToken).ConfigureAwait(false);
            var kept = Keep(journal, time.GetUtcNow());
            File.Move(fresh.Anchors, new BackupParts(journal).Anchors, overwrite: true);
            File.Move(fresh.Journal, journal);
            return kept;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The copy cannot be put in the place of {journal} ({failed.Message}); make its folder writable, and restore again.", failed);
        }
    }

    /// <summary>Written before the journal is in its place, so that no host goes on with one that does not say it.</summary>
    private static async Task SayAsync(string fresh, string backup, long entries, FileAnchorStore anchors, AnchorKey key, TimeProvider time, CancellationToken cancellationToken)
    {
        var journal = SqliteJournal.Open(fresh, new SqliteJournalOptions { Time = time, Anchors = anchors, AnchorKey = key, Inline = true });
        await using (journal.ConfigureAwait(false))
        {
            var list = new IncidentList();
            foreach (var record in await journal.ReadAsync(0, null, cancellationToken).ConfigureAwait(false))
            {
                list.Fold(record);
            }

            var restored = new JournalRestored(Path.GetFileName(backup), entries);
            await journal.AppendAsync(
                [.. ((ImmutableArray<IncidentId?>)[null, .. list.Unended]).Select(incident => Payload.Entry(incident, JournalKinds.JournalRestored, time.GetUtcNow(), restored))],
                null, cancellationToken).ConfigureAwait(false);
        }

        Alone(fresh);
    }

    /// <summary>One file, which can be moved.</summary>
    private static void Alone(string path)
    {
        using var connection = SqliteStore.Connect(path, SqliteOpenMode.ReadWrite);
        connection.Open();
        JournalSchema.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        JournalSchema.Run(connection, "PRAGMA journal_mode = DELETE");
    }

    private static string? Keep(string journal, DateTimeOffset now)
    {
        if (!File.Exists(journal))
        {
            return null;
        }

        var kept = FormattableString.Invariant($"{journal}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}");
        File.Move(journal, kept);
        foreach (var beside in (string[])["-wal", "-shm", ".anchors"])
        {
            if (File.Exists(journal + beside))
            {
                File.Move(journal + beside, kept + beside);
            }
        }

        return kept;
    }
}
