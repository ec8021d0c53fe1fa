using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>
/// Where an incident stands: a fold over its journal. A run adds to it by writing to the journal and in no other way,
/// so a run that begins again from the records goes on where the last one was.
/// </summary>
internal sealed partial class IncidentState(ActionCatalog catalog)
{
    private readonly Dictionary<(string Source, string Id), (long Place, Alert Alert)> alerts = [];
    private readonly Dictionary<string, Plan> known = new(StringComparer.Ordinal);
    private Incident? incident;
    private Incident? whole;
    private ImmutableArray<Alert>? inOrder;
    private Dictionary<ResourceId, Involvement>? reach;
    private (Confidence Confidence, Severity Severity) surest;

    public bool IsOpened => Plans.Count > 0;

    public bool Knows(Alert alert) => alerts.ContainsKey((alert.Source, alert.Id));

    /// <summary>The alerts so far in the order of their last acceptance, also of an incident that has not been opened. Put in order when it is asked for: a storm brings thousands.</summary>
    public ImmutableArray<Alert> Alerts => inOrder ??= [.. alerts.Values.OrderBy(one => one.Place).Select(one => one.Alert)];

    public Incident Incident => whole ??= (incident ?? throw new JournalException("The journal does not hold this incident; run it first.")) with { Alerts = Alerts };

    /// <summary>The last entry of an alert that names, or is surer of, something that the incident does not have: others tell a playbook nothing new.</summary>
    public long News { get; private set; }

    public string Playbook { get; private set; } = "";

    public string? Assembly { get; private set; }

    public string? Provider { get; private set; }

    public PlaybookTaken? Taken { get; private set; }

    public List<PlanState> Plans { get; } = [];

    public EvidenceBook Evidence { get; } = new();

    public List<Approval> Approvals { get; } = [];

    /// <summary>Who asked for the response, besides triage: none of them approves it.</summary>
    public HashSet<string> Requesters { get; } = new(StringComparer.Ordinal);

    public Verdict? Verdict { get; private set; }

    public RunStatus? Ended { get; private set; }

    public DateTimeOffset? ContainedAt { get; private set; }

    public int ContainedPlan { get; private set; }

    public bool IsDeadlineMissed { get; private set; }

    /// <summary>Whether nothing is left for people to do.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The page, the ticket and the channels that hear of the incident, by name: the page always, the others once the plan has told them.</summary>
    public SortedDictionary<string, MediumState> Media { get; } = new(StringComparer.Ordinal);

    public string? Page { get; private set; }

    /// <summary>The last entry that people must hear of.</summary>
    public long Facts { get; private set; }

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

    /// <summary>Whether steps may have been done that the journal does not hold, since it was put back from a copy.</summary>
    public bool MustLook { get; private set; }

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

    /// <summary>A plan that this run made itself need not be read back.</summary>
    public void Know(Plan plan) => known[plan.Hash] = plan;

    public StepState Step(int plan, string id) => Plans[plan - 1][id];
}
