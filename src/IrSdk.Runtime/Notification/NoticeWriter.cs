using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Says what people need: what was done with which proof, what is missing, what will break, what waits for whom.</summary>
internal static class NoticeWriter
{
    public static Notice Write(IncidentState state, string receiver, DateTimeOffset now) =>
        new(Subject(state, now), Lines(state), $"{state.Incident.Id}/{receiver}") { Link = state.Ticket?.Link ?? state.Ticket?.Reference };

    public static string Receiver(NotifyingAction action) => action switch
    {
        PageOnCall => "page",
        OpenTicket => "ticket",
        PostToChannel post => $"channel/{post.Channel}",
        _ => ActionEffects.Of(action).Name,
    };

    private static string Subject(IncidentState state, DateTimeOffset now)
    {
        var contained = state.Steps.Where(step => step.Step.IsContaining).ToList();
        var standing = state switch
        {
            { IsCalledOff: true } => "called off, containment is taken back",
            _ when state.OpenDrifts.Any() => "containment no longer holds",
            { ContainedAt: { } at } => $"contained in {StepCalls.Seconds(at - state.Incident.AcceptedAt)}",
            _ when contained.Exists(step => step.Status == StepStatus.Held) => "containment waits for you",
            { IsDeadlineMissed: true } => $"not contained after {StepCalls.Seconds(now - state.Incident.AcceptedAt)}, past its deadline",
            _ when contained.TrueForAll(step => step.HasEnded) => "not fully contained",
            _ => "containment under way",
        };
        var gaps = state.Evidence.Gaps.Count() + Reporting.Waived(state).Count();
        return $"{state.Incident.Alerts[0].Title}: {standing}, {(gaps == 0 ? "no gaps" : gaps == 1 ? "1 gap" : $"{gaps} gaps")}{(state.Taken is { Development: true } ? ", by an unreviewed playbook" : "")}";
    }

    private static ImmutableArray<string> Lines(IncidentState state)
    {
        var steps = state.Steps.ToList();
        return
        [
            .. state.Taken is { Development: true } unreviewed ? [unreviewed.Origin.ToString()] : ImmutableArray<string>.Empty,
            .. Reporting.Waiting(state).Select(line => $"{line} ({Command(state)})"),
            .. steps.Where(step => step is { Lacks: not null, HasEnded: false }).Select(PreflightSaid.Of),
            .. steps.Where(step => step.Status is StepStatus.Failed).Select(step => $"Failed: {step.Name}: {step.Detail}."),
            .. steps.Where(step => step.Status is StepStatus.Dropped).Select(step => $"Not done: {step.Name}: {step.Detail}."),
            .. state.Plans.SelectMany(plan => plan.Plan.Findings).Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => $"{finding.Rule}: {finding.Message}"),
            .. steps.Where(step => step.IsActing && step.HasSucceeded).Select(step => $"Done: {step.Name}: {ProofOf(step)} ({step.Detail})."),
            .. state.OpenDrifts.Select(drift => $"No longer holds: {state.Step(drift.Plan, drift.Step).Name}: {drift.Drift}."),
            .. steps.Where(step => step.Status == StepStatus.Secured).Select(step => $"Secured: {step.Name} ({step.Detail})."),
            .. state.Evidence.Gaps.Select(gap => $"Missing: {gap.Kind.Said()} of {gap.Resource.Name}: {gap.Reason}."),
            .. Reporting.Waived(state).Select(one => $"Left out: {one.Kind.Said()} of {one.Resource.Name}: {one.Because}."),
            .. Reporting.Breaks(state).Select(line => $"Will break: {line}."),
            .. state.Notes,
            .. state.Taken is { Development: false } reviewed ? [reviewed.Origin.ToString()] : ImmutableArray<string>.Empty,
        ];
    }

    private static string ProofOf(StepState step) => step.Result?.Proof switch
    {
        Proof.Verified => "verified",
        Proof.NewFlowsOnly => "new flows only, existing connections may live on",
        Proof.Unverified => "unverified",
        _ => "done",
    };

    private static string Command(IncidentState state) => $"ir approve {state.Incident.Id}, or ir verdict {state.Incident.Id} false-positive";
}
