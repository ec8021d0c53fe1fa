using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Host.Drills;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>What the list of incidents shows.</summary>
public sealed record IncidentsView(IncidentListing List, DateTimeOffset Now)
{
    /// <summary>The incidents that cannot go on just now, and why.</summary>
    public ImmutableArray<(IncidentId Incident, string Trouble)> Troubles { get; init; } = [];

    /// <summary>Why the queue of alerts does not answer just now. Null: it does, or there is none.</summary>
    public string? QueueTrouble { get; init; }

    /// <summary>Why what is no alert cannot be parked just now. Null: it can.</summary>
    public string? ParkingTrouble { get; init; }

    /// <summary>Who froze every containment. Null: nobody has.</summary>
    public FreezeStanding? Freeze { get; init; }

    /// <summary>The names of the playbooks that are overdue for a drill.</summary>
    public ImmutableArray<string> Overdue { get; init; } = [];

    /// <summary>How many playbooks serve.</summary>
    public int Playbooks { get; init; }

    /// <summary>Who looks.</summary>
    public string? Visitor { get; init; }

    /// <summary>Whether they may freeze.</summary>
    public bool MayFreeze { get; init; }

    /// <summary>Whether they may thaw.</summary>
    public bool MayThaw { get; init; }

    /// <summary>The command that sends a first alert.</summary>
    public string HowToSend { get; init; } = "";
}

/// <summary>What the page of playbooks shows.</summary>
public sealed record PlaybooksView(ImmutableArray<SourceStanding> Sources, ImmutableArray<ShelvedPlaybook> Playbooks, ImmutableArray<DrillStanding> Drills);

/// <summary>What the page of an incident shows.</summary>
public sealed record IncidentView(CaseFile File, ImmutableArray<JournalRecord> Records, DateTimeOffset Now)
{
    private const int LongestOriginal = 20_000;

    /// <summary>The incident in a line. Null: the list has forgotten it.</summary>
    public IncidentSummary? Summary { get; init; }

    /// <summary>Why it cannot go on just now. Null: it goes on, or has ended.</summary>
    public string? Trouble { get; init; }

    /// <summary>Who froze every containment. Null: nobody has.</summary>
    public FreezeStanding? Freeze { get; init; }

    /// <summary>Who looks.</summary>
    public string? Visitor { get; init; }

    /// <summary>Whether they may approve.</summary>
    public bool MayApprove { get; init; }

    /// <summary>Whether they may give verdicts and ask for undo.</summary>
    public bool MayDecide { get; init; }

    /// <summary>The plan that a link was made for. Null: no link led here.</summary>
    public string? Plan { get; init; }

    /// <summary>Why a decision was not taken. Null: none was tried.</summary>
    public string? Refusal { get; init; }

    /// <summary>What verifying the journal came to. Null: it was not verified.</summary>
    public JournalVerdict? Verification { get; init; }

    /// <summary>How long an approval lasts.</summary>
    public TimeSpan ApprovalsLast { get; init; }

    /// <summary>Whether long lists are shown whole.</summary>
    public bool Whole { get; init; }

    /// <summary>How much of a list is shown unless all of it is asked for.</summary>
    public const int Most = 100;

    /// <summary>The containments that an undo would take back.</summary>
    public ImmutableArray<Planning.Step> Standing => [.. Contained.Where(step => !step.IsIrreversible)];

    /// <summary>The containments that nothing takes back.</summary>
    public ImmutableArray<Planning.Step> Irreversible => [.. Contained.Where(step => step.IsIrreversible)];

    private IEnumerable<Planning.Step> Contained => File.Plans.Where(plan => plan.Purpose != PlanPurpose.Undo)
        .SelectMany(plan => plan.Plan.Steps.Zip(plan.Steps)).Where(pair => pair.First.IsContaining && pair.Second.Status is StepStatus.Done).Select(pair => pair.First);

    /// <summary>The alert as its source sent it, made readable; every character that could mislead is written as its code.</summary>
    public string Original(Alert alert)
    {
        var text = JsonSerializer.Serialize(alert.Original, Readable);
        return text.Length <= LongestOriginal ? text : text[..LongestOriginal] + "…";
    }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
}
