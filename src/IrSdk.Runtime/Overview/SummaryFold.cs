using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>What each kind of journal entry changes in an incident's summary.</summary>
internal static class SummaryFold
{
    public static IncidentSummary Fold(IncidentSummary one, JournalRecord record) => record.Kind switch
    {
        JournalKinds.AlertAccepted => Join(one, Payload.Read<AlertAccepted>(record).Alert, record.At),
        JournalKinds.IncidentOpened => one with { Playbook = Payload.Read<IncidentOpened>(record).Playbook, Stage = IncidentStage.Responding },
        JournalKinds.PlaybookTaken => one with { Development = Payload.Read<PlaybookTaken>(record).Development },
        JournalKinds.PlanMade => Planned(one, record),
        JournalKinds.StepHeld => Wait(one, Payload.Read<StepHeld>(record) is var held ? one.Held.Add((held.Plan, held.Step)) : one.Held),
        JournalKinds.StepIntended => Wait(one, Payload.Read<StepIntended>(record) is var intended ? one.Held.Remove((intended.Plan, intended.Step)) : one.Held),
        JournalKinds.StepEnded => Wait(one, Payload.Read<StepEnded>(record) is var ended ? one.Held.Remove((ended.Plan, ended.Step)) : one.Held),
        JournalKinds.EvidenceGap => one with { OpenGaps = Payload.Read<EvidenceGap>(record) is var gap ? one.OpenGaps.Add((gap.Kind, gap.Resource)) : one.OpenGaps },
        JournalKinds.EvidenceClosed => one with { OpenGaps = Payload.Read<EvidenceClosed>(record) is var closed ? one.OpenGaps.Remove((closed.Kind, closed.Resource)) : one.OpenGaps },
        JournalKinds.IncidentContained => one with { ContainedAt = record.At, Stage = IncidentStage.Contained },
        JournalKinds.DeadlineMissed => one with { IsLate = true },
        JournalKinds.HoldDrifted => one with { Drifts = one.Drifts + 1 },
        JournalKinds.VerdictGiven => Payload.Read<VerdictGiven>(record).Verdict is var verdict ? one with { Verdict = verdict, MustUndo = one.MustUndo || verdict == Verdict.FalsePositive } : one,
        JournalKinds.UndoRequested => one with { Stage = IncidentStage.Undoing, Ended = null, MustUndo = true },
        JournalKinds.IncidentEnded when one.MustUndo => one with { Stage = IncidentStage.Undoing },
        JournalKinds.IncidentEnded => one with { Stage = IncidentStage.Ended, Ended = Payload.Read<IncidentEnded>(record).Status, Held = [] },
        _ => one,
    };

    private static IncidentSummary Join(IncidentSummary one, Alert alert, DateTimeOffset at) => one with
    {
        Alerts = one.Alerts + 1,
        LastAlertAt = at,
        Severity = alert.Severity > one.Severity ? alert.Severity : one.Severity,
        Confidence = alert.Confidence.CompareTo(one.Confidence) > 0 ? alert.Confidence : one.Confidence,
    };

    /// <summary>Reads the deadline alone: a plan is large, and a list needs no more of it.</summary>
    private static IncidentSummary Planned(IncidentSummary one, JournalRecord record)
    {
        var payload = record.Payload!.Value;
        var isUndo = payload.TryGetProperty("purpose", out var purpose) && purpose.Deserialize<PlanPurpose>(IrJson.Options) == PlanPurpose.Undo;
        return one with
        {
            MustUndo = one.MustUndo && !isUndo,
            Deadline = one.Deadline ?? (payload.TryGetProperty("plan", out var plan) && plan.TryGetProperty("deadline", out var deadline) ? deadline.Deserialize<TimeSpan>(IrJson.Options) : null),
            Stage = isUndo ? IncidentStage.Undoing : IncidentStage.Responding,
        };
    }

    private static IncidentSummary Wait(IncidentSummary one, System.Collections.Immutable.ImmutableHashSet<(int, string)> held) => one with
    {
        Held = held,
        Stage = !held.IsEmpty ? IncidentStage.Waiting : one.Stage == IncidentStage.Waiting ? IncidentStage.Responding : one.Stage,
    };
}
