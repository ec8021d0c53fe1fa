using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>What follows once a plan is done: taking back, another round, the watch over containments, the end.</summary>
internal sealed partial class IncidentRun
{
    private static readonly TimeSpan SoonestCheck = TimeSpan.FromSeconds(30);

    private int holdChecks;
    private int holdDrifts;
    private ImmutableArray<HoldUnclear> holdUnclear = [];

    private async ValueTask<bool> GoOnAsync()
    {
        if (state.Ended is not null)
        {
            return false;
        }

        if (state.MustUndo)
        {
            var ledger = ContainmentLedger.Of(await journal.ReadAsync(0, null, stopping).ConfigureAwait(false));
            return await WriteAsync(UndoPlanning.Plan(state, ledger, Now)).ConfigureAwait(false);
        }

        if (!isReassessed && MayGoOn)
        {
            isReassessed = true;
            await ResolveAgainAsync().ConfigureAwait(false);
            if (await WriteAsync(await NextRoundAsync().ConfigureAwait(false)).ConfigureAwait(false))
            {
                isReassessed = state.RoundFailed;
                return true;
            }
        }

        if (HoldUntil is { } until && (Now < until || running.Exists(call => call.Kind == CallKind.Hold)))
        {
            return await CheckHoldsAsync().ConfigureAwait(false);
        }

        return running.Count == 0 && Notifier.IsIdle && await EndAsync().ConfigureAwait(false);
    }

    /// <summary>Ends the incident, unless somebody has just asked to take it back.</summary>
    private async ValueTask<bool> EndAsync()
    {
        await PollAsync().ConfigureAwait(false);
        return state.MustUndo || await WriteAsync([End()]).ConfigureAwait(false);
    }

    private bool MayGoOn => !state.IsCalledOff && !state.RoundFailed && playbook is not null;

    /// <summary>Asks again who is related to whom: an intruder who was tipped off has made a second key by now.</summary>
    private async ValueTask ResolveAgainAsync()
    {
        if (options.Resolve is not { } resolve)
        {
            return;
        }

        try
        {
            var resolved = await calls.LimitedAsync(StepCalls.ResolutionLimit, token => resolve(state.Incident, token), stopping).ConfigureAwait(false);
            var known = state.Incident.Resources.ToDictionary(resource => resource.Id);
            var news = resolved.Resources
                .Where(resource => !known.TryGetValue(resource.Id, out var before) || resource.Involvement > before.Involvement || resource.ChangedAt > (before.ChangedAt ?? DateTimeOffset.MinValue))
                .ToImmutableArray();
            if (news.Length > 0)
            {
                await WriteAsync([Payload.Entry(state.Incident.Id, JournalKinds.IncidentWidened, Now, new IncidentWidened(news))]).ConfigureAwait(false);
            }
        }
        catch (Exception failed) when (failed is not (OperationCanceledException or JournalException or LeaseLostException))
        {
            var reason = $"The incident could not be resolved again: {failed.Message}; look for new keys and sessions by hand.";
            if (!state.Notes.Contains(reason))
            {
                await WriteAsync([Payload.Entry(state.Incident.Id, JournalKinds.ResolutionFailed, Now, new ResolutionFailed(reason))]).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<List<JournalEntry>> NextRoundAsync()
    {
        var round = state.Responses.Count() + 1;
        var context = options.Guards.Context(round);
        try
        {
            var plan = await trace.PlanAsync(round, async () =>
                (state.MustRespondAgain ? await Planner.PlanAgainAsync(playbook!, state.Incident, state.Outcomes, context, stopping).ConfigureAwait(false) : null)
                ?? await Planner.PlanNextAsync(playbook!, state.Incident, state.Outcomes, context, stopping).ConfigureAwait(false)).ConfigureAwait(false);
            return plan is null ? []
                : round > options.MaxRounds ? [Failed(round, $"Another round is needed, but {options.MaxRounds} are the limit; contain what is left by hand.")]
                :
                [
                    Payload.Entry(state.Incident.Id, JournalKinds.RoundOpened, Now, new RoundOpened(round)),
                    UndoPlanning.Entry(state, plan, PlanPurpose.Respond, Now, []),
                ];
        }
        catch (Exception failed) when (!stopping.IsCancellationRequested)
        {
            // The playbook's own code threw: what has been contained stays so, and people are told.
            return [Failed(round, $"Round {round} could not be planned: {failed.Message}")];
        }
    }

    private JournalEntry Failed(int round, string reason) => Payload.Entry(state.Incident.Id, JournalKinds.PlanFailed, Now, new PlanFailed(round, reason));

    private DateTimeOffset? HoldUntil => options.HoldFor > TimeSpan.Zero && !state.IsCalledOff && state.Verdict is not Verdict.Closed ? state.ContainedAt + options.HoldFor : null;

    /// <summary>An intruder undoes a containment at once or not for a while: the first checks come soon, later ones ever rarer.</summary>
    private DateTimeOffset HoldDue
    {
        get
        {
            var contained = state.ContainedAt ?? Now;
            var last = state.HoldCheckedAt is { } at && at > contained ? at : contained;
            var wait = last - contained;
            return last + (wait < SoonestCheck ? SoonestCheck < options.HoldInterval ? SoonestCheck : options.HoldInterval : wait < options.HoldInterval ? wait : options.HoldInterval);
        }
    }

    private async ValueTask<bool> CheckHoldsAsync()
    {
        if (Now < HoldDue || running.Exists(call => call.Kind == CallKind.Hold))
        {
            return false;
        }

        foreach (var step in state.Holding)
        {
            Add(CallKind.Hold, step, calls.CheckAsync(step, Context(step, Now), stopping), TimeSpan.FromSeconds(30));
        }

        if (MayGoOn)
        {
            await ResolveAgainAsync().ConfigureAwait(false);
            isReassessed &= !state.MustRespondAgain;
        }

        return running.Exists(call => call.Kind == CallKind.Hold);
    }

    private IEnumerable<JournalEntry> Held(StepState step, CallOutcome outcome, DateTimeOffset now)
    {
        holdChecks++;
        if (outcome is { IsUnclear: true, Failure: { } reason })
        {
            holdUnclear = holdUnclear.Add(new(step.Plan.Number, step.Step.Id, reason));
        }
        else if (outcome.Failure is { } drift)
        {
            holdDrifts++;
            if (!state.Drifts.Exists(known => known.Plan == step.Plan.Number && known.Step == step.Step.Id && known.Drift == drift))
            {
                isReassessed = false;
                yield return Payload.Entry(state.Incident.Id, JournalKinds.HoldDrifted, now, new HoldDrifted(step.Plan.Number, step.Step.Id, drift));
            }
        }

        if (!running.Exists(call => call.Kind == CallKind.Hold))
        {
            yield return Payload.Entry(state.Incident.Id, JournalKinds.HoldChecked, now, new HoldChecked(holdChecks, holdDrifts) { Unclear = holdUnclear });
            (holdChecks, holdDrifts, holdUnclear) = (0, 0, []);
        }
    }
}
