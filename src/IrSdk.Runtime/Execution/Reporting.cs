using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Makes the report from where the incident stands.</summary>
internal static class Reporting
{
    public static RunReport Report(IncidentState state) => new()
    {
        Playbook = state.Playbook,
        Incident = state.Incident.Id,
        PlanHash = state.Current.Plan.Hash,
        Status = state.Ended ?? RunStatus.Unfinished,
        DetectedAt = state.Incident.AcceptedAt,
        ContainedAt = state.ContainedAt,
        TimeToContain = state.ContainedAt - state.Incident.AcceptedAt,
        Deadline = state.Plans[0].Plan.Deadline,
        Steps = [.. state.Steps.Select(Reported)],
        Evidence =
        [
            .. state.Evidence.Records.GroupBy(record => (record.Kind, record.Resource)).Select(group => group.Last()).Where(record => record.IsSettled)
                .Select(record => new ReportedEvidence(record.Kind, ReportedResource.Of(record.Resource), record.Status)
                {
                    Location = record.Location,
                    Sha256 = record.Sha256,
                    LockedUntil = record.LockedUntil,
                    SecuredAt = record.AsOf,
                    Detail = record.Detail,
                }),
        ],
        Gaps =
        [
            .. state.Evidence.Gaps.Select(gap => new ReportedGap(gap.Kind, ReportedResource.Of(gap.Resource), gap.Reason)),
            .. Waived(state).Select(one => new ReportedGap(one.Kind, ReportedResource.Of(one.Resource), $"left out by the playbook: {one.Because}")),
        ],
        Findings =
        [
            .. state.Plans.SelectMany(plan => plan.Plan.Findings).Where(finding => finding.Severity > FindingSeverity.Info)
                .Select(finding => $"{finding.Rule} {finding.Message}").Distinct(),
        ],
        Origin = state.Taken?.Origin,
        Waiting = Waiting(state),
        Untold = [.. Untold(state, static _ => true)],
        Ticket = state.Ticket?.Reference,
        Page = state.Page,
    };

    /// <summary>How a run that has nothing more to do ended.</summary>
    public static RunStatus Outcome(IncidentState state)
    {
        if (state.Plans.Any(plan => plan.Purpose == PlanPurpose.Undo) || state.IsCalledOff)
        {
            return state.Steps.Any(step => step.Step.IsContaining && step.HasSucceeded && !step.IsUndone) ? RunStatus.PartlyUndone : RunStatus.Undone;
        }

        var containing = state.Steps.Where(step => step.Step.IsContaining).ToList();
        var refused = state.Plans.SelectMany(plan => plan.Plan.Findings)
            .Any(finding => finding.Severity == FindingSeverity.Error && finding.Rule is not (Rules.TooSlow or Rules.UnboundedWait));
        return !containing.Exists(step => step.HasSucceeded) ? RunStatus.NotContained
            : refused || containing.Exists(step => !step.HasSucceeded) ? RunStatus.PartlyContained
            : RunStatus.Contained;
    }

    /// <summary>What waits for a human, in sentences.</summary>
    public static ImmutableArray<string> Waiting(IncidentState state) =>
        [.. state.Steps.Where(step => step.Status == StepStatus.Held).Select(step => $"{step.Name} waits: {step.Held!.Because}.")];

    /// <summary>Who could not be told, in sentences.</summary>
    public static IEnumerable<string> Untold(IncidentState state, Func<(string Medium, string? Receiver), bool> counts) =>
        from medium in state.Media
        from one in medium.Value.Receivers
        where one.State.Failures > 0 && counts((medium.Key, one.Receiver))
        select $"Not told: {medium.Key}{(one.Receiver.Length == 0 ? "" : $" by {one.Receiver}")}: {one.State.Failure?.TrimEnd('.')}.";

    public static IEnumerable<(Evidence Kind, ResourceId Resource, string Because)> Waived(IncidentState state) =>
        state.Plans.SelectMany(plan => plan.Plan.Waived).SelectMany(one => one.Kinds.Kinds().Select(kind => (kind, one.Resource, one.Because))).Distinct();

    /// <summary>What will break for others, as long as containment stands.</summary>
    public static IEnumerable<string> Breaks(IncidentState state) =>
        state.Steps.Where(step => step.HasSucceeded && !step.IsUndone).SelectMany(step => step.Result?.Breaks ?? ImmutableArray<string>.Empty).Distinct();

    public static ReportedStep Reported(StepState step) => new(step.Step.Id, step.Action, ReportedResource.Of(step.Step.Action.Resource.Id), step.Status)
    {
        Phrase = step.Step.Phrase,
        Proof = step.Result?.Proof,
        StartedAt = step.StartedAt,
        EndedAt = step.EndedAt,
        Attempts = step.Attempts,
        Detail = step.Detail,
        Rule = step.Rule,
        Lacks = step.Lacks,
    };
}
