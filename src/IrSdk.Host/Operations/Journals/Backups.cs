using System.Globalization;
using IrSdk.Host.Feed;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Operations;

/// <summary>Copies the journal by the clock and when asked, and keeps the newest copies.</summary>
internal sealed partial class Backups(HostSettings settings, JournalProof proof, TimeProvider time, ILogger<Backups> logger) : BackgroundService
{
    private const string Pattern = "incidents-*.journal.db";

    private readonly SemaphoreSlim one = new(1);
    private string? trouble;

    /// <summary>When the last copy was made, in UTC. Null: none by this process.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>Why the last copy was not made, in a sentence. Null: it was.</summary>
    public string? Trouble => Volatile.Read(ref trouble);

    /// <exception cref="JournalException">It could not be made.</exception>
    public async Task<JournalCopy> MakeAsync(CancellationToken cancellationToken)
    {
        var folder = settings.Backup.Folder ?? throw new JournalException("No folder for copies is set; set Backup:Folder.");
        await one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var now = time.GetUtcNow();
            var copy = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"incidents-{now.UtcDateTime:yyyyMMdd'T'HHmmssfff'Z'}.journal.db"));
            var made = await proof.CopyAsync(copy, now, cancellationToken).ConfigureAwait(false);
            (Newest, trouble) = (now, null);
            Forget(folder);
            LogMade(copy, made.Entries);
            return new(Path.GetFileName(copy), made.Entries, now);
        }
        catch (JournalException failed)
        {
            if (Interlocked.Exchange(ref trouble, failed.Message) is null)
            {
                LogNotMade(failed.Message);
            }

            throw;
        }
        finally
        {
            one.Release();
        }
    }

    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.Backup.Folder is { } folder && !stoppingToken.IsCancellationRequested)
        {
            // By the newest copy that is there, not by this process's age: a host that is started daily copies too.
            var due = Copies(folder).Select(file => file.LastWriteTimeUtc).DefaultIfEmpty(DateTime.UnixEpoch).Max() + settings.Backup.Every;
            var wait = due - time.GetUtcNow().UtcDateTime;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            try
            {
                await MakeAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (JournalException)
            {
                // Said once, and shown; the next try may go better.
                await Task.Delay(settings.Backup.Every < Soon ? settings.Backup.Every : Soon, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    private static IEnumerable<FileInfo> Copies(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles(Pattern) : [];

    private void Forget(string folder)
    {
        foreach (var old in Copies(folder).OrderByDescending(file => file.Name, StringComparer.Ordinal).Skip(settings.Backup.Keep))
        {
            File.Delete(old.FullName + ".anchors");
            File.Delete(old.FullName + ".key.pub");
            old.Delete();
        }
    }

    [LoggerMessage(LogLevel.Information, "The journal was copied to {Copy}: {Entries} entries, verified.")]
    private partial void LogMade(string copy, long entries);

    [LoggerMessage(LogLevel.Error, "The journal could not be copied: {Because}")]
    private partial void LogNotMade(string because);
}

/// <summary>A copy of the journal.</summary>
/// <param name="Name">Its file in the folder of copies.</param>
/// <param name="Entries">How many entries it holds, each as it was written.</param>
/// <param name="At">When it was made, in UTC.</param>
internal sealed record JournalCopy(string Name, long Entries, DateTimeOffset At);
