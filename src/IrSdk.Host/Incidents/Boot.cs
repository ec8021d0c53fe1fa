using IrSdk.Host.Alerts;
using IrSdk.Host.Drills;
using IrSdk.Host.Feed;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Readiness;

namespace IrSdk.Host.Incidents;

/// <summary>
/// Starts the host in order: playbooks, what the journal says, every unfinished incident; the web server, and with it new alerts, come
/// after. Then hears what other processes write to the journal.
/// </summary>
internal sealed partial class Boot(
    WatchedJournal journal, IncidentBoard board, AlertDesk desk, DrillBook drills, ReadinessDesk readiness, Changes changes, SourceDesk sources, IncidentRunner runner, TimeProvider time, ILogger<Boot> logger)
    : BackgroundService
{
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(1);

    private long turnedAt = time.GetUtcNow().UtcTicks;

    /// <summary>Whether everything was read and every unfinished incident goes on.</summary>
    public bool IsReady { get; private set; }

    /// <summary>When its loop went round last.</summary>
    public DateTimeOffset TurnedAt => new(Interlocked.Read(ref turnedAt), TimeSpan.Zero);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await sources.StockAsync(cancellationToken).ConfigureAwait(false);
        var last = 0L;
        while (await journal.ReadKindsAsync(last, [.. IncidentBoard.Kinds, DrillFinished.Kind, ReadinessChecked.Kind], cancellationToken).ConfigureAwait(false) is { IsEmpty: false } page)
        {
            foreach (var record in page)
            {
                board.Learn(record);
                desk.Learn(record);
                drills.Learn(record);
                readiness.Learn(record);
            }

            last = page[^1].Sequence;
        }

        await journal.WatchAsync([board.Learn, desk.Learn, drills.Learn, readiness.Learn, changes.Tell], last, cancellationToken).ConfigureAwait(false);
        var unended = board.Unended;
        foreach (var incident in unended)
        {
            runner.Begin(incident);
        }

        LogResumed(unended.Length);
        IsReady = true;
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => KeepUpAsync(stoppingToken);

    /// <summary>An approval that <c>ir approve</c> wrote is heard by the incident's own run; this is for the pages.</summary>
    private async Task KeepUpAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(CatchUp, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Interlocked.Exchange(ref turnedAt, time.GetUtcNow().UtcTicks);
            try
            {
                await journal.CatchUpAsync(stoppingToken).ConfigureAwait(false);
                foreach (var incident in board.Unended.Where(one => !runner.IsRunning(one)))
                {
                    runner.Begin(incident);
                }
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                LogCatchUpFailed(failed);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} unfinished incidents go on.")]
    private partial void LogResumed(int count);

    [LoggerMessage(LogLevel.Error, "The journal could not be read for what other processes wrote; it is tried again.")]
    private partial void LogCatchUpFailed(Exception failure);
}
