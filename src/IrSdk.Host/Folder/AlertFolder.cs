using System.Threading.Channels;
using IrSdk.Host.Alerts;
using IrSdk.Runtime;

namespace IrSdk.Host.Folder;

/// <summary>
/// Takes the files of a folder as alerts. A file that reads as alerts is whole, and is taken at once; one that does not is given time
/// to become whole. It is moved aside once the journal holds it and not before: a host that dies between the two finds it again, and knows it.
/// </summary>
internal sealed partial class AlertFolder(DirectoryInfo folder, Arrivals arrivals, TimeProvider time, ILogger<AlertFolder> logger) : BackgroundService
{
    public const string Taken = "taken";
    public const string Refused = "refused";

    /// <summary>How often the folder is looked at, whatever the system says of changes.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <summary>For how long a file that cannot be read must not have changed before it is refused.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    private readonly Dictionary<FolderFile, string> left = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var changes = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = Watch(changes.Writer);
        LogWatching(folder.FullName);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                LogUnreadable(folder.FullName, failed.Message);
            }
            catch (JournalException failed)
            {
                LogUnwritten(failed.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await WaitAsync(changes.Reader, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var files = FolderFile.In(folder);
        foreach (var gone in left.Keys.Except(files).ToList())
        {
            left.Remove(gone);
        }

        foreach (var file in files.Where(file => !left.ContainsKey(file)))
        {
            try
            {
                await TakeAsync(file, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
            {
                // One that is in the way keeps none of the others waiting, and is said once until it changes.
                left[file] = failed.Message;
                LogLeft(file.Name, failed.Message);
            }
        }
    }

    private async Task TakeAsync(FolderFile file, CancellationToken cancellationToken)
    {
        var isSettled = time.GetUtcNow().UtcDateTime - file.ChangedAt >= Settled;
        if ((file.Length == 0 && !isSettled) || await file.ReadAsync(folder, cancellationToken).ConfigureAwait(false) is not { } body || (!isSettled && !Arrivals.IsWhole(body)))
        {
            return;
        }

        var arrival = await arrivals.TakeAsync("folder", file.Name, body, cancellationToken).ConfigureAwait(false);
        if (arrival.Refused is [var refused, ..])
        {
            // The reasons first: no file is ever there without them.
            var target = FreeName(file, Refused);
            await File.WriteAllTextAsync(target + ".why", string.Join('\n', arrival.Refused.Select(one => one.Because)) + "\n", cancellationToken).ConfigureAwait(false);
            File.Move(Path.Combine(folder.FullName, file.Name), target);
            LogRefused(file.Name, refused.Because);
        }
        else
        {
            File.Move(Path.Combine(folder.FullName, file.Name), FreeName(file, Taken));
            LogTaken(file.Name, arrival.Taken.Length);
        }
    }

    /// <summary>Where a file is moved to; one of the same name that is there stays.</summary>
    private string FreeName(FolderFile file, string to)
    {
        var beside = folder.CreateSubdirectory(to).FullName;
        for (var number = 1; ; number++)
        {
            var target = Path.Combine(beside, number == 1 ? file.Name : $"{Path.GetFileNameWithoutExtension(file.Name)}-{number}{Path.GetExtension(file.Name)}");
            if (!File.Exists(target))
            {
                return target;
            }
        }
    }

    private FileSystemWatcher Watch(ChannelWriter<bool> changes)
    {
        var watcher = new FileSystemWatcher(folder.FullName) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Created += (_, _) => changes.TryWrite(true);
        watcher.Changed += (_, _) => changes.TryWrite(true);
        watcher.Renamed += (_, _) => changes.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    /// <summary>Until something changed, or it is time to look all the same: network folders tell nothing.</summary>
    private async Task WaitAsync(ChannelReader<bool> changes, CancellationToken cancellationToken)
    {
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(changes.WaitToReadAsync(waking.Token).AsTask(), Task.Delay(Every, time, waking.Token)).ConfigureAwait(false);
        await waking.CancelAsync().ConfigureAwait(false);
        changes.TryRead(out _);
    }

    [LoggerMessage(LogLevel.Information, "Alerts are taken from the folder {Folder}.")]
    private partial void LogWatching(string folder);

    [LoggerMessage(LogLevel.Information, "The file {File} was taken with {Alerts} alerts.")]
    private partial void LogTaken(string file, int alerts);

    [LoggerMessage(LogLevel.Warning, "The file {File} holds what is no alert, and was moved aside: {Because}")]
    private partial void LogRefused(string file, string because);

    [LoggerMessage(LogLevel.Error, "The file {File} is left where it is; make the folder and the file the host's to read and move: {Trouble}")]
    private partial void LogLeft(string file, string trouble);

    [LoggerMessage(LogLevel.Error, "The folder {Folder} cannot be looked at, and is tried again: {Trouble}")]
    private partial void LogUnreadable(string folder, string trouble);

    [LoggerMessage(LogLevel.Error, "The files of the folder wait, for the journal cannot be written: {Trouble}")]
    private partial void LogUnwritten(string trouble);
}
