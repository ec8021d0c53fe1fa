using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>What the journal says of calls that ended.</summary>
internal static class StepOutcomes
{
    public static IEnumerable<JournalEntry> Entries(StepState step, CallOutcome outcome, IncidentState state, DateTimeOffset now)
    {
        var incident = state.Incident.Id;
        if (outcome.Missing is { } missing)
        {
            return [Payload.Entry(incident, JournalKinds.StepReconciled, now, new StepReconciled(step.Plan.Number, step.Step.Id, missing))];
        }

        if (outcome.Result is not { } result)
        {
            var status = outcome.IsRefused ? StepStatus.Dropped : step.IsPreserving ? StepStatus.Gap : StepStatus.Failed;
            return
            [
                End(step, status, outcome.Failure ?? "failed", outcome.Attempts, null, outcome.IsRefused ? "drift" : null, incident, now, outcome.Untold),
                .. Gaps(step, outcome.Failure ?? "failed", step.MayContinue, state, now),
            ];
        }

        var settled = result.Evidence.Where(record => record.IsSettled).Select(record => (record.Kind, record.Resource)).ToHashSet();
        var own = step.Step.Action.Resource;
        var unsettled = result.Evidence.Where(record => !record.IsSettled).Select(record => (record.Kind, record.Resource, Reason: record.Detail ?? "not secured"))
            .Concat(step.Kinds
                .Where(kind => !result.Evidence.Any(record => record.Kind == kind && Scope.Covers(record.Resource, own)))
                .Select(kind => (Kind: kind, Resource: own.Id, Reason: "the capture says nothing of it")))
            .ToList();
        var ended = !step.IsPreserving ? StepStatus.Done : settled.Count == 0 && unsettled.Count > 0 ? StepStatus.Gap : StepStatus.Secured;
        return
        [
            .. settled.Where(one => state.Evidence.IsOpen(one.Kind, one.Resource))
                .Select(one => Payload.Entry(incident, JournalKinds.EvidenceClosed, now, new EvidenceClosed(one.Kind, one.Resource))),
            End(step, ended, result.Detail, outcome.Attempts, result, null, incident, now, outcome.Untold),
            .. unsettled.Select(one => Gap(step, one.Kind, one.Resource, one.Reason, step.MayContinue, incident, now)),
        ];
    }

    /// <summary>A step that ends before it acted.</summary>
    public static IEnumerable<JournalEntry> Dropped(StepState step, Ruling ruling, IncidentState state, DateTimeOffset now) =>
    [
        End(step, StepStatus.Dropped, ruling.Because, step.Attempts, null, ruling.Rule, state.Incident.Id, now, []),
        .. Gaps(step, ruling.Because, isAllowed: false, state, now),
    ];

    /// <summary>Every kind of a capture, except what is its gap already.</summary>
    public static IEnumerable<JournalEntry> Gaps(StepState step, string reason, bool isAllowed, IncidentState state, DateTimeOffset now) =>
        step.IsPreserving
            ? step.Kinds.Where(kind => !state.Evidence.IsOpenBy(step, kind))
                .Select(kind => Gap(step, kind, step.Step.Action.Resource.Id, reason, isAllowed, state.Incident.Id, now))
            : [];

    private static JournalEntry Gap(StepState step, Evidence kind, ResourceId resource, string reason, bool isAllowed, IncidentId incident, DateTimeOffset now) =>
        Payload.Entry(incident, JournalKinds.EvidenceGap, now, new EvidenceGap(kind, resource, reason, isAllowed, step.Plan.Number, step.Step.Id));

    private static JournalEntry End(
        StepState step, StepStatus status, string detail, int attempts, StepResult? result, string? rule, IncidentId incident, DateTimeOffset now, ImmutableArray<Untold> untold) =>
        Payload.Entry(incident, JournalKinds.StepEnded, now,
            new StepEnded(step.Plan.Number, step.Step.Id, step.Key, step.Action, step.Step.Action.Resource.Id, status, detail, attempts, now)
            {
                StartedAt = step.StartedAt,
                Result = result,
                Rule = rule,
                Untold = untold,
            });
}
