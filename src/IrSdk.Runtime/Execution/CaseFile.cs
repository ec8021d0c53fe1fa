using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Everything that the journal says of an incident, for people who look at it: also of one that has not been planned yet.</summary>
public sealed record CaseFile
{
    /// <summary>The incident's id.</summary>
    public required IncidentId Id { get; init; }

    /// <summary>Its alerts, in the order of their last acceptance; at least one.</summary>
    public required ImmutableArray<Alert> Alerts { get; init; }

    /// <summary>The incident as it was resolved. Null: it has not been, yet.</summary>
    public Incident? Incident { get; init; }

    /// <summary>What came of it so far. Null: nothing has been planned yet.</summary>
    public RunReport? Report { get; init; }

    /// <summary>Its plans, the oldest first.</summary>
    public ImmutableArray<CasePlan> Plans { get; init; } = [];

    /// <summary>What humans approved, in order.</summary>
    public ImmutableArray<Approval> Approvals { get; init; } = [];

    /// <summary>Who asked for the response, besides triage: their approval does not count.</summary>
    public ImmutableSortedSet<string> Requesters { get; init; } = [];

    /// <summary>What a human said it is. Null: nobody has, yet.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>What will break for those who use what was contained, in sentences.</summary>
    public ImmutableArray<string> Breaks { get; init; } = [];

    /// <summary>What else people must know, in sentences.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Containments that no longer hold, in sentences.</summary>
    public ImmutableArray<string> Drifts { get; init; } = [];

    /// <summary>When containments were last checked, in UTC. Null: never.</summary>
    public DateTimeOffset? HoldCheckedAt { get; init; }

    /// <summary>Whether something stands that an undo would take back.</summary>
    public bool CanUndo { get; init; }

    /// <summary>Whether an undo was asked for and has not ended.</summary>
    public bool IsUndoing { get; init; }

    /// <summary>Reads an incident from the journal.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="catalog">The actions that its plans may name. Null: the built-in ones.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null: the journal does not hold it, or holds no more than its chain, for its payloads were pruned.</returns>
    public static async Task<CaseFile?> ReadAsync(IJournal journal, IncidentId incident, ActionCatalog? catalog, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var state = new IncidentState(catalog ?? ActionCatalog.BuiltIn);
        var records = await journal.ReadAsync(0, incident, cancellationToken).ConfigureAwait(false);
        if (records.Any(record => record.Payload is null))
        {
            return null;
        }

        foreach (var record in records)
        {
            state.Fold(record);
        }

        return state.Alerts.IsEmpty ? null : Of(incident, state);
    }

    private static CaseFile Of(IncidentId incident, IncidentState state) => new()
    {
        Id = incident,
        Alerts = state.Alerts,
        Incident = state.IsOpened ? state.Incident : null,
        Report = state.IsOpened ? Reporting.Report(state) : null,
        Plans = [.. state.Plans.Select(plan => new CasePlan(plan.Number, plan.Purpose, plan.Plan, [.. plan.Steps.Select(Reporting.Reported)]))],
        Approvals = [.. state.Approvals],
        Requesters = [.. state.Requesters],
        Verdict = state.Verdict,
        Breaks = [.. Reporting.Breaks(state)],
        Notes = [.. state.Notes],
        Drifts = [.. state.OpenDrifts.Select(drift => $"{state.Step(drift.Plan, drift.Step).Name}: {drift.Drift}.")],
        HoldCheckedAt = state.HoldCheckedAt,
        CanUndo = state.Steps.Any(step => step.IsUndoable),
        IsUndoing = state.MustUndo || (state.Ended is null && state.Plans is [.., { Purpose: PlanPurpose.Undo }]),
    };
}

/// <summary>A plan, and where its steps stand.</summary>
/// <param name="Number">From 1, over all rounds and undo.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Steps">Its steps in the plan's order.</param>
public sealed record CasePlan(int Number, PlanPurpose Purpose, Plan Plan, ImmutableArray<ReportedStep> Steps);
