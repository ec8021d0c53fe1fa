using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>
/// Where an incident stands: a fold over its journal. A run adds to it by writing to the journal and in no other way,
/// so a run that begins again from the records goes on where the last one was.
/// </summary>
internal sealed class IncidentState(ActionCatalog catalog)
{
    private readonly List<Alert> alerts = [];
    private readonly Dictionary<string, Plan> known = new(StringComparer.Ordinal);
    private Incident? incident;

    public bool IsOpened => Plans.Count > 0;

    public Incident Incident => incident ?? throw new JournalException("The journal does not hold this incident; run it first.");

    public string Playbook { get; private set; } = "";

    public string? Assembly { get; private set; }

    public string? Provider { get; private set; }

    public PlaybookTaken? Taken { get; private set; }

    public List<PlanState> Plans { get; } = [];

    public EvidenceBook Evidence { get; } = new();

    public List<(string Plan, long Sequence)> Approvals { get; } = [];

    public Verdict? Verdict { get; private set; }

    public RunStatus? Ended { get; private set; }

    public DateTimeOffset? ContainedAt { get; private set; }

    public int ContainedPlan { get; private set; }

    public bool IsDeadlineMissed { get; private set; }

    public PageIntended? OpenPage { get; private set; }

    public int Pages { get; private set; }

    public int PageFailures { get; private set; }

    public DateTimeOffset PagedAt { get; private set; }

    public string? Page { get; private set; }

    /// <summary>The last entry that people must hear of, and the last that they were told of.</summary>
    public long Facts { get; private set; }

    public long ToldFacts { get; private set; }

    public StepResult? Ticket { get; private set; }

    public List<string> Notes { get; } = [];

    public List<HoldDrifted> Drifts { get; } = [];

    public DateTimeOffset? HoldCheckedAt { get; private set; }

    /// <summary>The containments that stand: of each kind and resource the latest one.</summary>
    public IEnumerable<StepState> Holding => Steps.Where(step => step.Step.IsContaining && step.HasSucceeded && !step.IsUndone)
        .GroupBy(step => (step.Action, step.Step.Action.Resource.Id)).Select(group => group.Last());

    /// <summary>The drifts that no later step has mended.</summary>
    public IEnumerable<HoldDrifted> OpenDrifts => Drifts.Where(drift => Holding.Contains(Step(drift.Plan, drift.Step)));

    /// <summary>Whether there is something new to respond to: another resource, or a containment that no longer holds.</summary>
    public bool MustRespondAgain { get; private set; }

    public bool RoundFailed { get; private set; }

    /// <summary>Whether a human wants everything back, and it has not been planned yet.</summary>
    public bool MustUndo { get; private set; }

    public bool IsCalledOff => Verdict is Runtime.Verdict.FalsePositive || Plans is [.., { Purpose: PlanPurpose.Undo }] || MustUndo;

    public long Last { get; private set; }

    public PlanState Current => Plans[^1];

    public IEnumerable<PlanState> Responses => Plans.Where(plan => plan.Purpose == PlanPurpose.Respond);

    public IEnumerable<StepState> Steps => Plans.SelectMany(plan => plan.Steps);

    public Outcomes Outcomes => new()
    {
        Rounds = Responses.Count(),
        Evidence = Evidence.Records,
        Steps =
        [
            .. Responses.SelectMany(plan => plan.Steps).Where(step => step.HasEnded).OrderBy(step => step.EndedAt)
                .Select(step => new StepOutcome(step.Action, step.Step.Action.Resource.Id, step.HasSucceeded && !step.IsUndone && !Drifts.Exists(drift => drift.Plan == step.Plan.Number && drift.Step == step.Step.Id), step.Detail ?? "")),
        ],
    };

    public void Fold(JournalRecord record)
    {
        Last = Math.Max(Last, record.Sequence);
        switch (record.Kind)
        {
            case JournalKinds.AlertAccepted:
                var alert = Payload.Read<AlertAccepted>(record).Alert;
                alerts.RemoveAll(known => known.Id == alert.Id);
                alerts.Add(alert);
                incident = incident is null ? null : incident with { Alerts = [.. alerts] };
                break;
            case JournalKinds.IncidentOpened:
                var opened = Payload.Read<IncidentOpened>(record);
                (incident, Playbook, Assembly, Provider) = (opened.Incident with { Alerts = [.. alerts] }, opened.Playbook, opened.Assembly, opened.Provider);
                break;
            case JournalKinds.PlaybookTaken:
                Taken = Payload.Read<PlaybookTaken>(record);
                break;
            case JournalKinds.PlanMade:
                var made = Payload.Read<PlanMade>(record);
                var state = new PlanState(made, known.GetValueOrDefault(made.Hash) ?? PlanJson.Read(made.Plan.GetRawText(), catalog));
                Plans.Add(state);
                MustUndo &= made.Purpose != PlanPurpose.Undo;
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
                Approvals.Add((Payload.Read<ApprovalGiven>(record).Plan, record.Sequence));
                break;
            case JournalKinds.VerdictGiven:
                var verdict = Payload.Read<VerdictGiven>(record);
                Verdict = verdict.Verdict;
                MustUndo |= Verdict == Runtime.Verdict.FalsePositive;
                Notes.Add($"{verdict.By} gave the verdict: {verdict.Verdict}.");
                Fact(record, Ended is null);
                break;
            case JournalKinds.PageIntended:
                OpenPage = Payload.Read<PageIntended>(record);
                (Pages, PagedAt, ToldFacts) = (OpenPage.Number, record.At, OpenPage.Facts);
                break;
            case JournalKinds.PageSent:
                FoldPage(Payload.Read<PageSent>(record));
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
                break;
            case JournalKinds.HoldDrifted:
                Drifts.Add(Payload.Read<HoldDrifted>(record));
                MustRespondAgain = true;
                Fact(record, true);
                break;
            case JournalKinds.UndoRequested:
                (MustUndo, Ended) = (true, null);
                Notes.Add($"{Payload.Read<UndoRequested>(record).By} asked to undo the containment.");
                break;
            case JournalKinds.UndoReleased:
                var released = Payload.Read<UndoReleased>(record);
                Steps.Single(step => step.Key == released.Key).IsUndone = true;
                Notes.Add($"{released.Action} on {released.Resource.Name} stays: incident {released.HeldBy} holds it too.");
                Fact(record, true);
                break;
            case JournalKinds.IncidentEnded:
                Ended = Payload.Read<IncidentEnded>(record).Status;
                break;
            default:
                break;
        }
    }

    /// <summary>A plan that this run made itself need not be read back.</summary>
    public void Know(Plan plan) => known[plan.Hash] = plan;

    public StepState Step(int plan, string id) => Plans[plan - 1][id];

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
                ToldFacts = begun.Step.Action is PageOnCall ? Facts : ToldFacts;
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

        if (step.Step.Action is OpenTicket && step.HasSucceeded)
        {
            Ticket = step.Result;
            Fact(record, true);
        }

        if (step.Step.Action is PageOnCall && step.HasSucceeded)
        {
            Page = step.Result?.Reference ?? Page;
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
        incident = Incident with
        {
            Resources = [.. Incident.Resources.Where(resource => !added.Contains(resource.Id)).Concat(widened.Resources).OrderBy(resource => resource.Id)],
        };
        foreach (var resource in widened.Resources.Where(resource => resource.IsSuspect))
        {
            Notes.Add($"The incident reaches {resource.Id.Name} too: {resource.FoundBy}.");
        }

        MustRespondAgain = true;
    }

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

    private void FoldPage(PageSent sent)
    {
        OpenPage = null;
        PageFailures = sent.Failure is null ? 0 : PageFailures + 1;
        Page = sent.Reference ?? Page;
        if (sent.Failure is not null)
        {
            ToldFacts = 0;
        }
    }

    private void Fact(JournalRecord record, bool isFact) => Facts = isFact ? Math.Max(Facts, record.Sequence) : Facts;
}
