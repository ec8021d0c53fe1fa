using IrSdk.Host.Incidents;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Playbooks;

/// <summary>Looks at every source by the clock, and at once when the sources file changes.</summary>
internal sealed partial class SourceWatch(SourceDesk desk, Boot boot, HostSettings settings, TimeProvider time, ILogger<SourceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var next = DateTimeOffset.MinValue;
        var written = Written();
        while (!stoppingToken.IsCancellationRequested)
        {
            // By its time, not by the system's notices: a mounted configuration is changed by turning a link.
            var now = Written();
            if (boot.IsReady && (time.GetUtcNow() >= next || now != written))
            {
                written = now;
                next = time.GetUtcNow() + settings.SyncEvery;
                await TryAsync(stoppingToken).ConfigureAwait(false);
            }

            await Task.Delay(Glance, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private (DateTime, long) Written() => new FileInfo(settings.Sources) is { Exists: true } file
        ? (((FileSystemInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file).LastWriteTimeUtc, ((FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file).Length)
        : default;

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await desk.SyncAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            // What serves goes on serving; the next look may go better.
            LogSyncFailed(failed);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    [LoggerMessage(LogLevel.Error, "The sources could not be looked at; what serves goes on serving.")]
    private partial void LogSyncFailed(Exception failure);
}
