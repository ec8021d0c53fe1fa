using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>What a run of an incident came to, as <c>ir run --json</c> writes it.</summary>
public sealed record RunReport
{
    /// <summary>The playbook's name.</summary>
    public required string Playbook { get; init; }

    /// <summary>The incident.</summary>
    public required IncidentId Incident { get; init; }

    /// <summary>The hash of the last plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>Where the incident stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When its first alert was accepted, in UTC.</summary>
    public required DateTimeOffset DetectedAt { get; init; }

    /// <summary>When the last containing step was done, in UTC. Null: not contained.</summary>
    public DateTimeOffset? ContainedAt { get; init; }

    /// <summary>From detection to containment. Null: not contained.</summary>
    public TimeSpan? TimeToContain { get; init; }

    /// <summary>The deadline that the playbook promises.</summary>
    public required TimeSpan Deadline { get; init; }

    /// <summary>The steps of every plan, in the order of the plans.</summary>
    public required ImmutableArray<ReportedStep> Steps { get; init; }

    /// <summary>The evidence that is out of danger.</summary>
    public required ImmutableArray<ReportedEvidence> Evidence { get; init; }

    /// <summary>The evidence that is missing, the playbook's own omissions included.</summary>
    public required ImmutableArray<ReportedGap> Gaps { get; init; }

    /// <summary>What rules found in the plans and what was mended or dropped for it, each a rule's id and a sentence. Empty: nothing.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>Where the playbook came from. Null: not from a source.</summary>
    public PlaybookOrigin? Origin { get; init; }

    /// <summary>What waits for a human, in sentences. Empty: nothing does.</summary>
    public ImmutableArray<string> Waiting { get; init; } = [];

    /// <summary>Who could not be told and why, in sentences. Empty: everybody was.</summary>
    public ImmutableArray<string> Untold { get; init; } = [];

    /// <summary>The ticket. Null: none.</summary>
    public string? Ticket { get; init; }

    /// <summary>The page. Null: none.</summary>
    public string? Page { get; init; }
}

/// <summary>Where an incident stands when its run returns.</summary>
public enum RunStatus
{
    /// <summary>It waits for a human; a later run goes on.</summary>
    Unfinished,

    /// <summary>Every containing step is done, and no rule dropped one.</summary>
    Contained,

    /// <summary>Some containing steps are done; others failed or were dropped.</summary>
    PartlyContained,

    /// <summary>No containing step is done.</summary>
    NotContained,

    /// <summary>What had been contained was taken back.</summary>
    Undone,

    /// <summary>Something that had been contained could not be taken back, and is for people now.</summary>
    PartlyUndone,
}

/// <summary>A resource in a report.</summary>
public sealed record ReportedResource(string Type, string Id, AccountId Account, string Region)
{
    internal static ReportedResource Of(ResourceId id) => new(id.Type, id.Name, id.Account, id.Region);
}

/// <summary>A step in a report.</summary>
public sealed record ReportedStep(string Id, string Action, ReportedResource Resource, StepStatus Status)
{
    /// <summary>What it is called where people read.</summary>
    public required string Phrase { get; init; }

    /// <summary>What was verified of a containment. Null: it is none, or not done.</summary>
    public Proof? Proof { get; init; }

    /// <summary>When its handler was first called, in UTC. Null: never.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended, in UTC. Null: it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How often its handler was called.</summary>
    public required int Attempts { get; init; }

    /// <summary>What came of it, or why nothing did.</summary>
    public string? Detail { get; init; }

    /// <summary>The rule or guard that dropped it. Null: none.</summary>
    public string? Rule { get; init; }

    /// <summary>Who lacked which permission for it, as the provider said before it ran. Null: nothing was found missing.</summary>
    public string? Lacks { get; init; }
}

/// <summary>Evidence in a report.</summary>
public sealed record ReportedEvidence(Evidence Kind, ReportedResource Resource, EvidenceStatus Status)
{
    /// <summary>Where it is kept. Null: nowhere.</summary>
    public string? Location { get; init; }

    /// <summary>SHA-256 of what is kept. Null: the provider keeps it itself.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Until when nobody can delete or change it, in UTC. Null: it is not locked.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The time that the evidence shows, in UTC.</summary>
    public required DateTimeOffset SecuredAt { get; init; }

    /// <summary>What was secured, in a few words.</summary>
    public string? Detail { get; init; }
}

/// <summary>Missing evidence in a report.</summary>
public sealed record ReportedGap(Evidence Kind, ReportedResource Resource, string Reason);
