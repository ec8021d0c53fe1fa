using System.Collections.Concurrent;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>
/// Runs one incident: a single-threaded loop over what the journal says. Nothing is called before its intent is on disk, and
/// nothing is known that the journal does not hold. Uses no thread, lock or queue of its own, so that a drill repeats from a seed.
/// </summary>
internal sealed partial class IncidentRun(
    Provider provider, IJournal journal, ResponderOptions options, StepCalls calls, FreezeSwitch freeze, HourlyReach reach, LeaseKeeper lease, IncidentState state, IPlaybook? playbook, IncidentTrace trace)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1);

    private readonly List<RunningCall> running = [];
    private readonly HashSet<string> completing = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<JournalRecord> kept = [];
    private readonly Guard guard = new(options.Guards, state);
    private CancellationToken stopping;
    private DateTimeOffset polledAt;
    private long polledTo = state.Last;
    private bool isReassessed;
    private int preflown = state.Plans.Count;
    private bool isWaitSaid;

    private DateTimeOffset Now => options.Time.GetUtcNow();

    public async Task<RunReport> RunAsync(List<JournalEntry> opening, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stopping = stop.Token;
        try
        {
            await WriteAsync(opening).ConfigureAwait(false);
            Reconcile();
            while (await StepAsync().ConfigureAwait(false))
            {
            }

            return Reporting.Report(state);
        }
        finally
        {
            trace.Close(state);
            Cancel(stop);
        }
    }

    /// <summary>One turn of the loop.</summary>
    /// <returns>False: there is nothing more to do.</returns>
    private async ValueTask<bool> StepAsync()
    {
        await lease.EnsureAsync(stopping).ConfigureAwait(false);
        while (kept.TryDequeue(out var prior))
        {
            state.Fold(prior);
        }

        if (await WriteAsync(Collect()).ConfigureAwait(false))
        {
            return true;
        }

        if (options.HandOver.IsCancellationRequested)
        {
            return await FinishAsync().ConfigureAwait(false);
        }

        var turn = new Turn(state, guard, Now);
        var asks = turn.IsActingReady;
        if (asks || Now >= polledAt + options.PollInterval)
        {
            await PollAsync().ConfigureAwait(false);
        }

        var entries = turn.Decide(
            asks && await freeze.IsFrozenAsync(stopping).ConfigureAwait(false),
            asks && options.Guards.MaxAffectedPerHour is not null ? await reach.AffectedAsync(stopping).ConfigureAwait(false) : null);
        if (await WriteAsync(entries).ConfigureAwait(false))
        {
            await lease.EnsureAsync(stopping).ConfigureAwait(false);
            turn.Starting.ForEach(Start);
            StartPreflights();
            return true;
        }

        StartPreflights();

        var notifier = Notifier;
        if (await TellAsync(notifier).ConfigureAwait(false))
        {
            return true;
        }

        StartCompletions();
        if (running.Exists(call => call.Task.IsCompleted) || (IsQuiet && await GoOnAsync().ConfigureAwait(false)))
        {
            return true;
        }

        if (state.Ended is not null || (options.ReturnWhenWaiting && IsForHumansOnly(turn, notifier)))
        {
            return false;
        }

        if (await SayWaitAsync().ConfigureAwait(false))
        {
            return true;
        }

        await WaitAsync([.. turn.Due(), .. running.Select(call => call.AbandonAt), .. notifier.Due.Select(one => one.At)]).ConfigureAwait(false);
        return true;
    }

    /// <summary>Whoever goes on need not look for the effects of what is waited for here; what only waits for a service goes on elsewhere as well.</summary>
    /// <returns>False: nothing is under way that another run would have to look for.</returns>
    private async ValueTask<bool> FinishAsync()
    {
        var last = running.Where(call => call.Kind is CallKind.Step or CallKind.Reconciliation or CallKind.Page).ToList();
        if (last.Count > 0)
        {
            await WaitAsync([.. last.Select(call => call.AbandonAt)]).ConfigureAwait(false);
        }

        return last.Count > 0;
    }

    /// <summary>Whether the current plan has nothing left to do; late captures and completions may go on.</summary>
    private bool IsQuiet => state.Steps.All(step => step.HasEnded || step.IsPassed);

    private bool IsForHumansOnly(Turn turn, Notifier notifier) =>
        running.Count == 0 && notifier.IsIdle && state.Steps.Any(step => step is { Status: StepStatus.Held, Held.Until: null })
        && state.Steps.All(step => step is not { Status: StepStatus.Held, Held.Until: not null })
        && turn.Ready.TrueForAll(step => step.Status == StepStatus.Held);

    /// <summary>What the journal has to say of calls that have ended, or should have.</summary>
    private List<JournalEntry> Collect()
    {
        var now = Now;
        var entries = new List<JournalEntry>();
        foreach (var call in running.Where(call => call.Task.IsCompleted || now >= call.AbandonAt).ToList())
        {
            running.Remove(call);
            var outcome = call.Task.IsCompleted
                ? call.Task.GetAwaiter().GetResult()
                : new CallOutcome(null, $"gave no answer in {StepCalls.Seconds(call.Limit)}", 1)
                {
                    Missing = call.Kind == CallKind.Reconciliation ? ReconciledState.PartlyDone : null,
                };
            entries.AddRange(call.Kind switch
            {
                CallKind.Step or CallKind.Reconciliation => StepOutcomes.Entries(call.Step!, outcome, state, now),
                CallKind.Page => [Told(call, outcome, now)],
                CallKind.Preflight => [Payload.Entry(state.Incident.Id, JournalKinds.PreflightEnded, now, PreflightOf(call, outcome))],
                CallKind.Completion =>
                [
                    Payload.Entry(state.Incident.Id, JournalKinds.CompletionEnded, now, new CompletionEnded(call.Step!.Plan.Number, call.Step.Step.Id, outcome.Failure)),
                    .. outcome.Failure is { } failure ? StepOutcomes.Gaps(call.Step, failure, call.Step.MayContinue, state, now) : [],
                ],
                _ => Held(call.Step!, outcome.Failure, now),
            });
        }

        return entries;
    }

    /// <summary>Reads what humans said since.</summary>
    private async ValueTask PollAsync()
    {
        polledAt = Now;
        var heard = state.News;
        foreach (var record in await journal.ReadAsync(polledTo, state.Incident.Id, stopping).ConfigureAwait(false))
        {
            polledTo = record.Sequence;
            if (record.Epoch == 0)
            {
                state.Fold(record);
            }
        }

        isReassessed &= state.News == heard;
    }

    private async ValueTask<bool> WriteAsync(List<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return false;
        }

        foreach (var record in await journal.AppendAsync([.. entries], lease.Lease, stopping).ConfigureAwait(false))
        {
            state.Fold(record);
            Announce(record);
            trace.Note(record, state);

            // Nothing lies between what was read and what this run wrote itself: it need not be read back.
            polledTo = record.Sequence == polledTo + 1 ? record.Sequence : polledTo;
        }

        return true;
    }

    private void Announce(JournalRecord record)
    {
        if (record.Kind == JournalKinds.PlanMade)
        {
            options.Plans?.Report(state.Current.Plan);
        }

        if (options.Said is { } said)
        {
            foreach (var sentence in Sentences(record))
            {
                said.Report(sentence);
            }
        }

        if (options.Progress is { } progress && record.Kind is JournalKinds.StepIntended or JournalKinds.StepHeld or JournalKinds.StepEnded)
        {
            var named = Payload.Read<StepNamed>(record);
            var step = state.Step(named.Plan, named.Step);
            progress.Report(new(record.At - state.Incident.AcceptedAt, step.Step, step.Status, step.Status == StepStatus.Held ? step.Held!.Because : step.Detail)
            {
                Result = step.Result,
                WaitedFor = StepEvent.Reasons(step.Step),
            });
        }
    }

    /// <summary>Waits for a call to end, for the clock, or for the next look at what humans said.</summary>
    private async ValueTask WaitAsync(List<DateTimeOffset> due)
    {
        due.Add(polledAt + options.PollInterval);
        due.Add(lease.RenewAt);
        if (HoldUntil is { } until)
        {
            due.Add(until);
            due.Add(HoldDue);
        }

        var now = Now;
        var wait = TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((due.Where(at => at > now).DefaultIfEmpty(now).Min() - now).TotalMilliseconds)));
        using var waking = CancellationTokenSource.CreateLinkedTokenSource(stopping, options.HandOver.IsCancellationRequested ? CancellationToken.None : options.HandOver);
        await Task.WhenAny([.. running.Select(call => (Task)call.Task), Task.Delay(wait, options.Time, waking.Token)]).ConfigureAwait(false);
        Cancel(waking);
        stopping.ThrowIfCancellationRequested();
        if (running.Exists(call => !call.Task.IsCompleted) && running.Exists(call => call.Task.IsCompleted))
        {
            // Calls that began together end together: a moment's patience saves a commit for each straggler.
            await Task.Delay(Patience, options.Time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Cancels inline: what is asynchronous here would leave the drill's thread.</summary>
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private sealed record StepNamed(int Plan, string Step);
}
