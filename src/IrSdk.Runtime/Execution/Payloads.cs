using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Runtime;

// The payloads of the journal's entries, version 1. Fields are only ever added, and each added one has a default.
internal sealed record AlertAccepted(Alert Alert)
{
    /// <summary>Who asked for the response. Null: triage did.</summary>
    public string? By { get; init; }
}

internal sealed record AlertSetAside(Alert Alert, string Because);

internal sealed record IncidentOpened(Incident Incident, string Playbook, string? Assembly)
{
    /// <summary>The provider's name. Null: not written down, by an earlier version.</summary>
    public string? Provider { get; init; }
}

internal sealed record PlaybookTaken(
    string Source, string? Commit, string? Tree, ImmutableArray<string> Signers, ImmutableArray<string> Approvals, string Gate, bool Development, string Playbook, string? Assembly, string Location)
{
    public static PlaybookTaken Of(PlaybookOrigin origin, string playbook, string? assembly) => new(
        origin.Source, origin.Commit, origin.Tree, origin.Signers, origin.Approvals, origin.Gate, origin.Development, playbook, assembly, origin.Location);

    public PlaybookOrigin Origin => new(Source, Location, Gate) { Commit = Commit, Tree = Tree, Signers = Signers, Approvals = Approvals, Development = Development };

    public bool IsSame(PlaybookTaken other) =>
        (Source, Commit, Development, Assembly, Location, Gate) == (other.Source, other.Commit, other.Development, other.Assembly, other.Location, other.Gate);
}

internal sealed record IncidentWidened(ImmutableArray<Resource> Resources);

internal sealed record ResolutionFailed(string Reason);

internal sealed record RoundOpened(int Round);

internal sealed record PlanMade(int Number, PlanPurpose Purpose, int Round, string Hash, string? Assembly, JsonElement Plan)
{
    public ImmutableArray<Restores> Restores { get; init; } = [];
}

/// <summary>What a step of an undo plan takes back.</summary>
internal sealed record Restores(string Step, string Key, JsonElement? PriorState);

internal sealed record PlanFailed(int Round, string Reason);

internal sealed record PreflightEnded(int Plan, ImmutableArray<PreflightFinding> Findings, string? Unasked);

internal sealed record CompletionsAwaited(ImmutableArray<string> Captures, DateTimeOffset Until);

internal sealed record StepIntended(int Plan, string Step, string Key, string Action, ResourceId Resource);

internal sealed record PriorStateKept(int Plan, string Step, string Key, string Action, ResourceId Resource, JsonElement State);

internal sealed record StepReconciled(int Plan, string Step, ReconciledState State);

internal sealed record StepHeld(int Plan, string Step, string Because, DateTimeOffset? Until);

internal sealed record StepEnded(
    int Plan, string Step, string Key, string Action, ResourceId Resource, StepStatus Status, string Detail, int Attempts, DateTimeOffset EndedAt)
{
    public DateTimeOffset? StartedAt { get; init; }

    public StepResult? Result { get; init; }

    public string? Rule { get; init; }

    /// <summary>Of those who were to be told, who could not be.</summary>
    public ImmutableArray<Untold> Untold { get; init; } = [];
}

internal sealed record Untold(string Receiver, string Reason, bool IsRefused);

internal sealed record EvidenceGap(Evidence Kind, ResourceId Resource, string Reason, bool Allowed, int Plan, string Step);

internal sealed record EvidenceClosed(Evidence Kind, ResourceId Resource);

internal sealed record CompletionEnded(int Plan, string Step, string? Failure);

internal sealed record ApprovalGiven(string Plan, string By)
{
    /// <summary>When it ends. Null: it does not.</summary>
    public DateTimeOffset? Until { get; init; }
}

internal sealed record VerdictGiven(Verdict Verdict, string By, string? Because);

internal sealed record FreezeChanged(string By, string Because);

internal sealed record PageIntended(int Number, long Facts, Notice Notice)
{
    public string Medium { get; init; } = MediumState.Page;

    public string Receiver { get; init; } = "";
}

internal sealed record PageSent(int Number, string? Reference, string? Link, string? Failure)
{
    public string Medium { get; init; } = MediumState.Page;

    public string Receiver { get; init; } = "";

    public bool IsRefused { get; init; }
}

internal sealed record HelpIntended(string Because, Notice Notice);

/// <param name="Reached">How many receivers were told.</param>
/// <param name="Failures">Why the others were not.</param>
internal sealed record HelpCalled(int Reached, ImmutableArray<string> Failures);

internal sealed record IncidentContained(int Plan);

internal sealed record DeadlineMissed(TimeSpan Deadline);

internal sealed record HoldChecked(int Checked, int Drifted)
{
    public ImmutableArray<HoldUnclear> Unclear { get; init; } = [];
}

/// <summary>A containment that could not be looked at, and why.</summary>
internal sealed record HoldUnclear(int Plan, string Step, string Reason);

internal sealed record HoldDrifted(int Plan, string Step, string Drift);

internal sealed record UndoRequested(string By);

internal sealed record UndoReleased(string Key, string Action, ResourceId Resource, IncidentId HeldBy);

internal sealed record IncidentEnded(RunStatus Status);

internal sealed record JournalRestored(string From, long Entries);

/// <summary>Payloads to entries, and back.</summary>
internal static class Payload
{
    public static JournalEntry Entry<T>(IncidentId? incident, string kind, DateTimeOffset at, T payload) =>
        new(incident, kind, 1, at, JsonSerializer.SerializeToElement(payload, IrJson.Options));

    public static T Read<T>(JournalRecord record) =>
        record.Payload is { } payload && payload.Deserialize<T>(IrJson.Options) is { } read
            ? read
            : throw new JournalException($"Entry {record.Sequence} ({record.Kind}) has no payload any more; the incident cannot go on from it.");
}
