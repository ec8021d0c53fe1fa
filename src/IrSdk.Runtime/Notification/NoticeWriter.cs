using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Says what people need: what was done with which proof, what is missing, what will break, what waits for whom.</summary>
internal static class NoticeWriter
{
    private const int MostResources = 50;

    /// <param name="state">Where the incident stands.</param>
    /// <param name="medium">By what people are told.</param>
    /// <param name="receiver">Who is told: that it could not be told before is no news to it. Null: all of them.</param>
    /// <param name="now">The time.</param>
    /// <param name="links">Where people go from here.</param>
    public static Notice Write(IncidentState state, string medium, string? receiver, DateTimeOffset now, ILinks? links)
    {
        var facts = Facts(state, medium, receiver);
        var resources = state.Incident.Resources.OrderByDescending(resource => resource.Involvement).ToList();
        var waits = state.Steps.LastOrDefault(step => step.Status == StepStatus.Held);
        return new(Subject(state, now), [.. facts.Select(fact => fact.Text)], $"{state.Incident.Id}/{medium}")
        {
            Link = state.Ticket?.Link ?? state.Ticket?.Reference,
            Incident = state.Incident.Id,
            Playbook = state.Playbook,
            Alert = AlertOf(state.Incident),
            Resources = [.. resources.Take(MostResources).Select(Noticed)],
            MoreResources = Math.Max(0, resources.Count - MostResources),
            Facts = facts,
            IsOver = state.IsOver,
            IncidentLink = links?.Incident(state.Incident.Id),
            ApproveLink = waits is null ? null : links?.Approve(state.Incident.Id, waits.Plan.Plan.Hash),
        };
    }

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

    private static ImmutableArray<NoticedFact> Facts(IncidentState state, string medium, string? receiver)
    {
        var steps = state.Steps.ToList();
        return
        [
            .. state.Taken is { Development: true } unreviewed ? Of(FactKind.Note, [unreviewed.Origin.ToString()]) : [],
            .. Of(FactKind.Waiting, Reporting.Waiting(state).Select(line => $"{line} ({Command(state)})")),
            .. Of(FactKind.NotDone, steps.Where(step => step is { Lacks: not null, HasEnded: false }).Select(PreflightSaid.Of)),
            .. Of(FactKind.NotDone, steps.Where(step => step.Status is StepStatus.Failed && !IsTold(state, step, receiver is null ? null : medium)).Select(step => $"Failed: {step.Name}: {step.Detail?.TrimEnd('.')}.")),
            .. Of(FactKind.NotDone, steps.Where(step => step.Status is StepStatus.Dropped).Select(step => $"Not done: {step.Name}: {step.Detail}.")),
            .. Of(FactKind.NotDone, Reporting.Untold(state, one => one != (medium, receiver))),
            .. Of(FactKind.NotDone, state.Plans.SelectMany(plan => plan.Plan.Findings).Where(finding => finding.Severity == FindingSeverity.Error)
                .Select(finding => $"{finding.Rule}: {finding.Message}")),
            .. Of(FactKind.Done, steps.Where(step => step.IsActing && step.HasSucceeded).Select(step => $"Done: {step.Name}: {ProofOf(step)} ({step.Detail}).")),
            .. Of(FactKind.Drifted, state.OpenDrifts.Select(drift => $"No longer holds: {state.Step(drift.Plan, drift.Step).Name}: {drift.Drift}.")),
            .. Of(FactKind.NotDone, state.Unwatched.Select(one => $"Not watched: whether {state.Step(one.Plan, one.Step).Name} still holds could not be looked up: {one.Reason.TrimEnd('.')}.")),
            .. Of(FactKind.Secured, steps.Where(step => step.Status == StepStatus.Secured).Select(step => $"Secured: {step.Name} ({step.Detail}).")),
            .. Of(FactKind.Missing, state.Evidence.Gaps.Select(gap => $"Missing: {gap.Kind.Said()} of {gap.Resource.Name}: {gap.Reason}.")),
            .. Of(FactKind.Missing, Reporting.Waived(state).Select(one => $"Left out: {one.Kind.Said()} of {one.Resource.Name}: {one.Because}.")),
            .. Of(FactKind.Breaks, Reporting.Breaks(state).Select(line => $"Will break: {line}.")),
            .. Of(FactKind.Note, state.Notes),
            .. state.Taken is { Development: false } reviewed ? Of(FactKind.Note, [reviewed.Origin.ToString()]) : [],
        ];
    }

    /// <summary>What could not be told in time and was told later, or is being told by this very notice, has not failed.</summary>
    private static bool IsTold(IncidentState state, StepState step, string? telling) => step.Step.Action is NotifyingAction action
        && (MediumState.NameOf(action) == telling || state.Media[MediumState.NameOf(action)].Receivers.Any(one => one.State is { Told: > 0, Open: null }));

    private static IEnumerable<NoticedFact> Of(FactKind kind, IEnumerable<string> texts) => texts.Select(text => new NoticedFact(kind, text));

    private static NoticedAlert AlertOf(Incident incident)
    {
        var alert = incident.Alerts[0];
        return new(alert.Title, alert.Source, alert.Kind, alert.Confidence, incident.Alerts.Max(one => one.Severity), alert.FirstSeen, alert.Account, alert.Region)
        {
            Techniques = alert.Techniques,
            MoreAlerts = incident.Alerts.Length - 1,
        };
    }

    private static NoticedResource Noticed(Resource resource) =>
        new(resource.Id.Type, resource.Id.Name, resource.Account, resource.Id.Region, resource.Involvement) { FoundBy = resource.FoundBy };

    private static string ProofOf(StepState step) => step.Result?.Proof switch
    {
        Proof.Verified => "verified",
        Proof.NewFlowsOnly => "new flows only, existing connections may live on",
        Proof.Unverified => "unverified",
        _ => "done",
    };

    private static string Command(IncidentState state) => $"ir approve {state.Incident.Id}, or ir verdict {state.Incident.Id} false-positive";
}
