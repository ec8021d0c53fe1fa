using System.Collections.Immutable;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Runtime;

namespace IrSdk.Host.Operations;

/// <summary>Whether the host can do what it is there for: it really writes to the journal every few seconds, and looks whether its loops go round.</summary>
internal sealed partial class WorkingOrder(WatchedJournal journal, Boot boot, PlaybookShelf shelf, IncidentRunner runner, IncidentBoard board, Stopping stopping, TimeProvider time, ILogger<WorkingOrder> logger)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestUnplanned = TimeSpan.FromMinutes(2);
    private static readonly IncidentId Probe = new("host-probe");

    private readonly string owner = ProcessOwner.Current(time);
    private readonly DateTimeOffset started = time.GetUtcNow();
    private long writtenAt = time.GetUtcNow().UtcTicks;
    private string? failure;

    /// <summary>When the journal was last written to, by the probe.</summary>
    public DateTimeOffset WrittenAt => new(Interlocked.Read(ref writtenAt), TimeSpan.Zero);

    /// <summary>Why the process is of no use any more, in sentences. None: it is.</summary>
    public ImmutableArray<string> Failing
    {
        get
        {
            var now = time.GetUtcNow();
            var found = ImmutableArray.CreateBuilder<string>();
            if (Volatile.Read(ref failure) is { } failed)
            {
                found.Add($"The journal cannot be written: {failed}");
            }
            else if (now - WrittenAt > Longest)
            {
                found.Add($"The journal gave no answer since {WrittenAt:u}; look at its disk, and at who else writes to it.");
            }

            if (boot.IsReady && now - boot.TurnedAt > Longest)
            {
                found.Add($"The host's own loop did not go round since {boot.TurnedAt:u}; look at what keeps the machine busy, or start the host again.");
            }

            found.AddRange(board.Incidents.Where(one => one is { Stage: IncidentStage.Accepted, Ended: null } && now - one.AcceptedAt > LongestUnplanned && now - started > LongestUnplanned && runner.Trouble(one.Id) is null)
                .Take(3).Select(one => $"Incident {one.Id} has waited for its plan since {one.AcceptedAt:u}, and nothing says why; start the host again."));
            return found.DrainToImmutable();
        }
    }

    /// <summary>Why no alert should be sent here just now, in sentences. None: it should.</summary>
    public ImmutableArray<string> Unready =>
    [
        .. stopping.IsStopping ? ["The host stops."] : (string[])[],
        .. boot.IsReady ? (string[])[] : ["The host starts."],
        .. shelf.Playbooks.IsEmpty ? ["No playbook serves; look at the sources, and at what the log says of them."] : (string[])[],
        .. Failing,
    ];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // A lease is outside the chain, and as much of a write, synced to disk, as an entry is.
                await journal.TryAcquireAsync(Probe, owner, Between, stoppingToken).ConfigureAwait(false);
                Interlocked.Exchange(ref writtenAt, time.GetUtcNow().UtcTicks);
                if (Interlocked.Exchange(ref failure, null) is not null)
                {
                    LogAgain();
                }
            }
            catch (JournalException failed)
            {
                if (Interlocked.Exchange(ref failure, failed.Message) is null)
                {
                    LogUnwritable(failed.Message);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(Between, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The journal cannot be written, and no alert is taken: {Because}")]
    private partial void LogUnwritable(string because);

    [LoggerMessage(LogLevel.Information, "The journal can be written again.")]
    private partial void LogAgain();
}
