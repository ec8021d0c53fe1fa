using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Operations;

/// <summary>Removes what is older than the settings allow: payloads of ended incidents, simulated accounts of theirs, compiled scripts. Evidence in a bucket is not the host's to remove.</summary>
internal sealed partial class Retention(HostSettings settings, WatchedJournal journal, IncidentBoard board, TimeProvider time, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.Retention.Payloads is { } age && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = time.GetUtcNow();
                var removed = await journal.Kept.PruneEndedAsync(now - age, now, stoppingToken).ConfigureAwait(false);
                var files = Remove("worlds", "*.world", now - age, file => board.Find(new(Path.GetFileNameWithoutExtension(file.Name))) is not { Ended: null })
                    + Remove("cache", "*.script", now - age, static _ => true);
                if (removed + files > 0)
                {
                    LogRemoved(removed, files, now - age);
                }
            }
            catch (JournalException failed)
            {
                LogNotRemoved(failed.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A script that is still in use is in memory, and compiled again at the next start.</summary>
    private int Remove(string folder, string pattern, DateTimeOffset before, Func<FileInfo, bool> isDone)
    {
        var place = new DirectoryInfo(Path.Combine(settings.Data, folder));
        var old = place.Exists ? place.EnumerateFiles(pattern).Where(file => file.LastWriteTimeUtc < before.UtcDateTime && isDone(file)).ToList() : [];
        old.ForEach(static file => file.Delete());
        return old.Count;
    }

    [LoggerMessage(LogLevel.Information, "Removed {Payloads} payloads of the journal and {Files} files from before {Before}, as Retention:Payloads says.")]
    private partial void LogRemoved(int payloads, int files, DateTimeOffset before);

    [LoggerMessage(LogLevel.Error, "What is old could not be removed: {Because}")]
    private partial void LogNotRemoved(string because);
}
