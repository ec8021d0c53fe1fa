using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>What each kind of journal entry means for an incident.</summary>
internal sealed partial class IncidentState
{
    public void Fold(JournalRecord record)
    {
        Last = Math.Max(Last, record.Sequence);
        switch (record.Kind)
        {
            case JournalKinds.AlertAccepted:
                var accepted = Payload.Read<AlertAccepted>(record);
                Requesters.UnionWith(accepted.By is { } by ? [by] : []);
                Join(accepted.Alert, record.Sequence);
                break;
            case JournalKinds.IncidentOpened:
                var opened = Payload.Read<IncidentOpened>(record);
                (Playbook, Assembly, Provider) = (opened.Playbook, opened.Assembly, opened.Provider);
                Become(opened.Incident);
                Media.TryAdd(MediumState.Page, new(new PageOnCall(new Account(Incident.Account))));
                break;
            case JournalKinds.PlaybookTaken:
                Taken = Payload.Read<PlaybookTaken>(record);
                break;
            case JournalKinds.PlanMade:
                var made = Payload.Read<PlanMade>(record);
                var state = new PlanState(made, known.GetValueOrDefault(made.Hash) ?? PlanJson.Read(made.Plan.GetRawText(), catalog));
                Plans.Add(state);
                MustUndo &= made.Purpose != PlanPurpose.Undo;
                IsOver = false;
                MustRespondAgain = false;
                Fact(record, state.Plan.Findings.Any(finding => finding.Severity == FindingSeverity.Error));
                break;
            case JournalKinds.PlanFailed:
                RoundFailed = true;
                Notes.Add(Payload.Read<PlanFailed>(record).Reason);
                Fact(record, true);
                break;
            case JournalKinds.IncidentWidened:
                Widen(Payload.Read<IncidentWidened>(record));
                Fact(record, true);
                break;
            case JournalKinds.ResolutionFailed:
                Notes.Add(Payload.Read<ResolutionFailed>(record).Reason);
                Fact(record, true);
                break;
            case JournalKinds.PreflightEnded:
                FoldPreflight(record, Payload.Read<PreflightEnded>(record));
                break;
            case JournalKinds.PriorStateKept:
                var kept = Payload.Read<PriorStateKept>(record);
                Step(kept.Plan, kept.Step).PriorState ??= kept.State;
                break;
            case JournalKinds.StepIntended or JournalKinds.StepReconciled or JournalKinds.StepHeld or JournalKinds.StepEnded:
                FoldStep(record);
                break;
            case JournalKinds.EvidenceGap:
                var gap = Payload.Read<EvidenceGap>(record);
                Evidence.Open(gap, record.At);
                Step(gap.Plan, gap.Step).IsPassed = gap.Allowed;
                Fact(record, true);
                break;
            case JournalKinds.EvidenceClosed:
                Evidence.Close(Payload.Read<EvidenceClosed>(record));
                Fact(record, true);
                break;
            case JournalKinds.CompletionEnded:
                var completion = Payload.Read<CompletionEnded>(record);
                Step(completion.Plan, completion.Step).IsCompleted = true;
                break;
            case JournalKinds.ApprovalGiven:
                var approval = Payload.Read<ApprovalGiven>(record);
                Approvals.Add(new(approval.Plan, approval.By, record.At, approval.Until) { Sequence = record.Sequence });
                break;
            case JournalKinds.VerdictGiven:
                var verdict = Payload.Read<VerdictGiven>(record);
                Verdict = verdict.Verdict;
                MustUndo |= Verdict == Runtime.Verdict.FalsePositive;
                Notes.Add($"{verdict.By} gave the verdict: {verdict.Verdict}.");
                Fact(record, Ended is null);
                break;
            case JournalKinds.PageIntended or JournalKinds.NoticeIntended:
                var intended = Payload.Read<PageIntended>(record);
                Media[intended.Medium][intended.Receiver].Intend(intended, record.At);
                break;
            case JournalKinds.PageSent or JournalKinds.NoticeSent:
                FoldSent(record, Payload.Read<PageSent>(record));
                break;
            case JournalKinds.IncidentContained:
                (ContainedAt, ContainedPlan) = (record.At, Payload.Read<IncidentContained>(record).Plan);
                Fact(record, true);
                break;
            case JournalKinds.DeadlineMissed:
                IsDeadlineMissed = true;
                Fact(record, true);
                break;
            case JournalKinds.HoldChecked:
                HoldCheckedAt = record.At;
                Watched(record, Payload.Read<HoldChecked>(record).Unclear);
                break;
            case JournalKinds.HoldDrifted:
                Drifts.Add(Payload.Read<HoldDrifted>(record));
                MustRespondAgain = true;
                Fact(record, true);
                break;
            case JournalKinds.UndoRequested:
                (MustUndo, IsOver, Ended) = (true, false, null);
                Notes.Add($"{Payload.Read<UndoRequested>(record).By} asked to undo the containment.");
                break;
            case JournalKinds.UndoReleased:
                var released = Payload.Read<UndoReleased>(record);
                Steps.Single(step => step.Key == released.Key).IsUndone = true;
                Notes.Add($"{released.Action} on {released.Resource.Name} stays: incident {released.HeldBy} holds it too.");
                Fact(record, true);
                break;
            case JournalKinds.JournalRestored:
                MustLook = true;
                Notes.Add($"The journal was put back from the copy {Payload.Read<JournalRestored>(record).From}; what was done after it was made is looked for before it is done.");
                break;
            case JournalKinds.IncidentClosing:
                IsOver = true;
                Fact(record, true);
                break;
            case JournalKinds.IncidentEnded:
                // An undo that was asked for in the moment in which a run ended was not heard by it: the incident goes on.
                Ended = MustUndo ? null : Payload.Read<IncidentEnded>(record).Status;
                break;
            default:
                break;
        }
    }

    private void FoldStep(JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalKinds.StepIntended:
                var intended = Payload.Read<StepIntended>(record);
                var begun = Step(intended.Plan, intended.Step);
                begun.Intents++;
                begun.StartedAt ??= record.At;
                (begun.CalledAt, begun.Status) = (record.At, StepStatus.Running);
                MediumOf(begun)?.Apply(receiver => receiver.Intend(Facts, record.At));
                break;
            case JournalKinds.StepReconciled:
                var reconciled = Payload.Read<StepReconciled>(record);
                var again = Step(reconciled.Plan, reconciled.Step);
                (again.Status, again.IsReconciling) = (StepStatus.Waiting, false);
                break;
            case JournalKinds.StepHeld:
                var held = Payload.Read<StepHeld>(record);
                var holding = Step(held.Plan, held.Step);
                (holding.Held, holding.HeldSequence, holding.Status) = (held, record.Sequence, StepStatus.Held);
                Fact(record, true);
                break;
            default:
                End(record, Payload.Read<StepEnded>(record));
                break;
        }
    }

    private void End(JournalRecord record, StepEnded ended)
    {
        var step = Step(ended.Plan, ended.Step);
        (step.Status, step.Detail, step.Attempts, step.EndedAt, step.Result, step.Rule) =
            (ended.Status, ended.Detail, ended.Attempts, ended.EndedAt, ended.Result, ended.Rule);
        step.PriorState ??= ended.Result?.PriorState;
        step.IsReconciling = false;
        foreach (var evidence in ended.Result?.Evidence ?? ImmutableArray<EvidenceRecord>.Empty)
        {
            Evidence.Add(evidence);
        }

        if (MediumOf(step) is { } medium)
        {
            FoldTold(record, medium, step, ended.Untold);
        }

        foreach (var restored in step.HasSucceeded ? step.Plan.Restores.Where(one => one.Step == step.Step.Id) : [])
        {
            Steps.Single(one => one.Key == restored.Key).IsUndone = true;
        }

        Fact(record, !step.HasSucceeded || step.Step.Action is RestoringAction);
    }

    private void Widen(IncidentWidened widened)
    {
        var added = widened.Resources.Select(resource => resource.Id).ToHashSet();
        Become(Incident with
        {
            Resources = [.. Incident.Resources.Where(resource => !added.Contains(resource.Id)).Concat(widened.Resources).OrderBy(resource => resource.Id)],
        });
        foreach (var resource in widened.Resources.Where(resource => resource.IsSuspect))
        {
            Notes.Add($"The incident reaches {resource.Id.Name} too: {resource.FoundBy}.");
        }

        MustRespondAgain = true;
    }

    private void Join(Alert alert, long sequence)
    {
        News = incident is not null && IsNews(alert) ? sequence : News;
        alerts[(alert.Source, alert.Id)] = (sequence, alert);
        (whole, inOrder) = (null, null);
        surest = (alert.Confidence.CompareTo(surest.Confidence) > 0 ? alert.Confidence : surest.Confidence, alert.Severity > surest.Severity ? alert.Severity : surest.Severity);
    }

    private bool IsNews(Alert alert)
    {
        reach ??= incident!.Resources.ToDictionary(resource => resource.Id, resource => resource.Involvement);
        return alert.Confidence.CompareTo(surest.Confidence) > 0 || alert.Severity > surest.Severity || !reach.ContainsKey(new Account(alert.Account).Id)
            || alert.Resources.Any(resource => !reach.TryGetValue(resource.Id, out var involvement) || resource.Involvement > involvement);
    }

    private void Become(Incident now) => (incident, whole, reach) = (now, null, null);

    private void FoldPreflight(JournalRecord record, PreflightEnded preflight)
    {
        foreach (var finding in preflight.Findings)
        {
            Step(preflight.Plan, finding.Step).Lacks = finding.Lacks;
        }

        // Not to know is nothing to wake people for; that a step will fail is.
        Fact(record, preflight.Findings.Any(finding => Step(preflight.Plan, finding.Step) is { HasSucceeded: false }));
        if (preflight.Unasked is { } unasked && PreflightSaid.Of(unasked) is var said && !Notes.Contains(said))
        {
            Notes.Add(said);
        }
    }

    private void Watched(JournalRecord record, ImmutableArray<HoldUnclear> unclear)
    {
        var unwatched = unclear.Where(one => HoldUnclear.Any(before => (before.Plan, before.Step) == (one.Plan, one.Step))).ToImmutableArray();
        Fact(record, unwatched.Length != Unwatched.Length);
        (HoldUnclear, Unwatched) = (unclear, unwatched);
    }

    private void Fact(JournalRecord record, bool isFact) => Facts = isFact ? Math.Max(Facts, record.Sequence) : Facts;
}
