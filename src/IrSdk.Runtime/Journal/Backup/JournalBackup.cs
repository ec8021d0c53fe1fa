using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Copies a journal while it is written, and puts a copy back.</summary>
public static class JournalBackup
{
    /// <summary>
    /// Makes a copy that verifies by itself: the journal as it stood at one moment, its anchors up to there (<c>.anchors</c>), and the public
    /// part of the key (<c>.key.pub</c>). The key that signs is not in it: keep that apart. What is copied can be read and written meanwhile.
    /// </summary>
    /// <param name="journal">The journal's file.</param>
    /// <param name="to">The copy, which must not be there; it appears once it has been verified.</param>
    /// <param name="anchors">The journal's anchors.</param>
    /// <param name="key">The key that signs them; with its private part the copy's last entry is anchored too.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancellationToken">Cancels; nothing is left.</param>
    /// <exception cref="JournalException">It could not be made, or does not verify: then the journal itself may have been changed.</exception>
    public static async Task<JournalVerification> MakeAsync(string journal, string to, IAnchorStore anchors, AnchorKey key, DateTimeOffset at, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        ArgumentNullException.ThrowIfNull(key);
        if (!File.Exists(journal))
        {
            throw new JournalException($"There is no journal at {journal}; give its file.");
        }

        if (File.Exists(to))
        {
            throw new JournalException($"There is a file {to} already; give another name for the copy.");
        }

        var parts = new BackupParts(to + ".part");
        try
        {
            parts.Delete();
            var head = Copy(journal, parts.Journal);
            var kept = (await anchors.ReadAsync(cancellationToken).ConfigureAwait(false)).Where(anchor => anchor.Sequence <= head.Sequence).ToList();
            if (key.CanSign && head.Sequence > 0 && !kept.Exists(anchor => anchor.Sequence == head.Sequence))
            {
                kept.Add(await Anchor.SignAsync(head, at, key, cancellationToken).ConfigureAwait(false));
            }

            await WriteAsync(parts.Anchors, string.Concat(kept.Select(anchor => JsonSerializer.Serialize(anchor, IrJson.Options) + "\n")), cancellationToken).ConfigureAwait(false);
            await WriteAsync(parts.Key, key.PublicPem + "\n", cancellationToken).ConfigureAwait(false);
            var verified = await JournalVerifier.VerifyAsync(parts.Journal, new FileAnchorStore(parts.Anchors), key, cancellationToken).ConfigureAwait(false);
            if (verified.FirstBad is { } bad)
            {
                throw new JournalException($"The copy of {journal} does not verify, so none was kept: {bad.Reason} Run 'ir journal verify' on the journal, and keep it as it is.");
            }

            parts.MoveTo(new(to));
            return verified;
        }
        catch (SqliteException failed)
        {
            throw SqliteFailure.AsJournalException(failed, to);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The copy {to} cannot be written ({failed.Message}); make room or give another place.", failed);
        }
        finally
        {
            parts.Delete();
        }
    }

    /// <summary>SQLite's own online copy: all pages in one step, of one moment, without keeping the writer waiting.</summary>
    private static JournalHead Copy(string from, string to)
    {
        using var source = SqliteStore.Connect(from, SqliteOpenMode.ReadOnly);
        source.Open();
        JournalSchema.Run(source, "PRAGMA busy_timeout = 10000");
        using var copy = SqliteStore.Connect(to, SqliteOpenMode.ReadWriteCreate);
        copy.Open();
        source.BackupDatabase(copy);

        // Alone, without files beside it: what is copied further must be the whole.
        JournalSchema.Run(copy, "PRAGMA journal_mode = DELETE");
        using var command = JournalTables.Prepare(copy, "SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
        using var row = command.ExecuteReader();
        return row.Read() ? new(row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : JournalHead.Empty;
    }

    internal static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1849 // Only the synchronous one reaches the disk.
            file.Flush(flushToDisk: true);
#pragma warning restore CA1849
        }
    }
}
