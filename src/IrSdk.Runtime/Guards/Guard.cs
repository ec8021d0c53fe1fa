using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Stands between plan and effect: asked right before each step, of what the journal says then.</summary>
internal sealed class Guard(GuardRules rules, IncidentState state)
{
    public Ruling Rule(StepState step, Standing standing, DateTimeOffset now)
    {
        var resource = step.Step.Action.Resource;
        if (step.Step.Action is NotifyingAction)
        {
            return Ruling.Pass;
        }

        if ((!rules.AllowedAccounts.IsEmpty && !rules.AllowedAccounts.Contains(resource.Account))
            || (!rules.AllowedRegions.IsEmpty && resource.Id.Region != ResourceId.Global && !rules.AllowedRegions.Contains(resource.Id.Region)))
        {
            return Ruling.Refuse("place", $"the responder may not act in {resource.Account}, {resource.Id.Region}");
        }

        if (!step.IsActing)
        {
            return Ruling.Pass;
        }

        if (step.Step.IsContaining && Forbidden(step, resource, standing.Affected) is { } refusal)
        {
            return refusal;
        }

        var evidence = Evidence(step, now);
        return evidence.Kind != RulingKind.Pass ? evidence
            : standing.IsFrozen ? Ruling.Hold("every containment is frozen; thaw to go on")
            : IsTooFast(step, standing) && !IsApproved(step, 0, now)
                ? Ruling.Hold($"{rules.MaxAffectedPerHour} resources were contained within an hour, the most without a human; approve plan {step.Plan.Plan.Hash[..8]} to go on")
            : NeedsApproval(step) && !IsApproved(step, 0, now) ? Ruling.Hold($"{Who(step)} must approve plan {step.Plan.Plan.Hash[..8]}")
            : Ruling.Pass;
    }

    private Ruling? Forbidden(StepState step, Resource resource, HashSet<ResourceId> affected)
    {
        if (state.IsCalledOff)
        {
            return Ruling.Refuse("verdict", "the incident was called off");
        }

        if (state.Verdict == Verdict.Closed)
        {
            return Ruling.Refuse("verdict", "the incident was closed");
        }

        if (rules.IsProtected(resource))
        {
            return Ruling.Refuse(Rules.Protected, "the resource is protected; decide by hand");
        }

        if (!affected.Contains(resource.Id) && affected.Count >= rules.MaxAffected)
        {
            return Ruling.Refuse(Rules.TooFar, $"containment may touch {rules.MaxAffected} resources an incident");
        }

        if (rules.MinConfidence.TryGetValue(step.Action, out var least) && state.Incident.Confidence.CompareTo(least) < 0)
        {
            return Ruling.Refuse("confidence", $"it asks for confidence {least}, the incident has {state.Incident.Confidence}");
        }

        if (rules.ConsentOf(resource.Account) == Consent.Observe)
        {
            return Ruling.Refuse("consent", $"account {resource.Account} consents to observing only");
        }

        return step.Step.IsIrreversible
            && step.Step.DependsOn.Select(one => step.Plan[one.Step]).FirstOrDefault(one => one.Step.IsContaining && !one.HasSucceeded) is { } failed
            ? Ruling.Refuse(Rules.IrreversibleUnpreserved, $"it is irreversible, and {failed.Name} before it {(failed.Status == StepStatus.Dropped ? "was dropped" : "failed")}")
            : null;
    }

    /// <summary>Every kind that it disturbs was really secured, was left out on purpose, or is a gap that its rule allows.</summary>
    private Ruling Evidence(StepState step, DateTimeOffset now)
    {
        Ruling? hold = null;
        foreach (var one in step.Step.Disturbs.Where(one => !state.Evidence.IsSettled(one) && !IsWaived(one)))
        {
            var gaps = state.Evidence.GapsOf(one).ToList();
            var what = $"{one.Kind.Said()} of {one.Resource.Id.Name}";
            if (gaps.Count == 0)
            {
                return Ruling.Refuse(Rules.Unpreserved, $"it would destroy {what}, which was not secured");
            }

            if (gaps.Exists(gap => gap.Allowed) || (step.Held is { Until: not null } && IsApproved(step, step.HeldSequence, now)))
            {
                continue;
            }

            if (gaps.Select(gap => state.Step(gap.Plan, gap.Step)).FirstOrDefault(one => one.Step.OnFailure.WaitAtMost is not null) is not { Step.OnFailure.WaitAtMost: { } most })
            {
                return Ruling.Refuse(Rules.Unpreserved, $"it would destroy {what}: {gaps[0].Reason}");
            }

            var until = step.Held?.Until ?? now + most;
            if (now >= until)
            {
                return Ruling.Refuse(Rules.Unpreserved, $"nobody decided in time about {what}: {gaps[0].Reason}");
            }

            hold = Ruling.Hold($"{what} could not be secured ({gaps[0].Reason}); approve plan {step.Plan.Plan.Hash[..8]} to go on without it", until);
        }

        return hold ?? Ruling.Pass;
    }

    private bool IsTooFast(StepState step, Standing standing) =>
        step.Step.IsContaining && rules.MaxAffectedPerHour is { } most && standing.LastHour is { } lastHour
        && !lastHour.Contains(step.Step.Action.Resource.Id) && lastHour.Count >= most;

    private bool NeedsApproval(StepState step) =>
        step.Step.RequiresApproval
        || step.Step.IsIrreversible
        || (step.Step.IsContaining && rules.ConsentOf(step.Step.Action.Resource.Account) switch
        {
            Consent.ContainSuspected => false,
            Consent.ContainConfirmed => state.Verdict != Verdict.Confirmed && state.Incident.Confidence.CompareTo(rules.ConfirmedFrom) < 0,
            _ => true,
        });

    private bool IsApproved(StepState step, long after, DateTimeOffset now) =>
        Approvers(step, after, now) >= (step.Step.IsIrreversible ? rules.ApproversOfIrreversible : 1);

    /// <summary>Each person counts once, however they write their name; whoever asked for the response not at all.</summary>
    private int Approvers(StepState step, long after, DateTimeOffset now) => state.Approvals
        .Where(approval => approval.Plan == step.Plan.Plan.Hash && approval.Sequence > after && !(approval.Until <= now) && !state.Requesters.Contains(approval.By, StringComparer.OrdinalIgnoreCase))
        .Select(approval => approval.By).Distinct(StringComparer.OrdinalIgnoreCase).Count();

    private string Who(StepState step) => step.Step.IsIrreversible && rules.ApproversOfIrreversible > 1
        ? $"{rules.ApproversOfIrreversible} people"
        : "a human";

    private bool IsWaived(Disturbance one) =>
        state.Plans.Any(plan => plan.Plan.Waived.Any(waived => waived.Kinds.HasFlag(one.Kind) && Scope.Covers(waived.Resource, one.Resource)));
}
