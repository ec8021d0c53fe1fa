using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>An incident in a line, for a list of them.</summary>
public sealed record IncidentSummary
{
    internal IncidentSummary(IncidentId id, Alert first, DateTimeOffset acceptedAt)
    {
        Id = id;
        Title = first.Title;
        Kind = first.Kind;
        Account = first.Account;
        Severity = first.Severity;
        Confidence = first.Confidence;
        AcceptedAt = acceptedAt;
        LastAlertAt = acceptedAt;
    }

    /// <summary>The incident's id.</summary>
    public IncidentId Id { get; }

    /// <summary>What its first alert says happened. Text of the outside world.</summary>
    public string Title { get; }

    /// <summary>The incident type.</summary>
    public IncidentKind Kind { get; }

    /// <summary>The first alert's account.</summary>
    public AccountId Account { get; }

    /// <summary>The worst severity of its alerts.</summary>
    public Severity Severity { get; internal init; }

    /// <summary>The highest confidence of its alerts.</summary>
    public Confidence Confidence { get; internal init; }

    /// <summary>When the first alert was accepted, in UTC.</summary>
    public DateTimeOffset AcceptedAt { get; }

    /// <summary>When the last alert was accepted, in UTC.</summary>
    public DateTimeOffset LastAlertAt { get; internal init; }

    /// <summary>How many alerts were accepted, updates of the same one included.</summary>
    public int Alerts { get; internal init; } = 1;

    /// <summary>The playbook that responds. Null: the incident has not been planned yet.</summary>
    public string? Playbook { get; internal init; }

    /// <summary>Whether nobody reviewed that playbook.</summary>
    public bool Development { get; internal init; }

    /// <summary>The playbook's deadline, from acceptance to containment. Null: not planned yet.</summary>
    public TimeSpan? Deadline { get; internal init; }

    /// <summary>Where it stands.</summary>
    public IncidentStage Stage { get; internal init; }

    /// <summary>How its run ended. Null: it has not.</summary>
    public RunStatus? Ended { get; internal init; }

    /// <summary>When it was contained, in UTC. Null: it is not.</summary>
    public DateTimeOffset? ContainedAt { get; internal init; }

    /// <summary>When the last journaled fact of it was written, in UTC.</summary>
    public DateTimeOffset ChangedAt { get; internal init; }

    /// <summary>Whether its deadline passed before containment.</summary>
    public bool IsLate { get; internal init; }

    /// <summary>How many kinds of evidence could not be secured so far.</summary>
    public int Gaps => OpenGaps.Count;

    /// <summary>How many steps wait for a human.</summary>
    public int Waits => Held.Count;

    /// <summary>How many containments were found not to hold.</summary>
    public int Drifts { get; internal init; }

    /// <summary>What a human said it is. Null: nobody has.</summary>
    public Verdict? Verdict { get; internal init; }

    internal ImmutableHashSet<(Evidence, ResourceId)> OpenGaps { get; init; } = [];

    internal ImmutableHashSet<(int, string)> Held { get; init; } = [];

    /// <summary>Whether an undo was asked for that has no plan yet: an end that was written meanwhile did not know of it.</summary>
    internal bool MustUndo { get; init; }
}

/// <summary>Where an incident stands, in a word.</summary>
public enum IncidentStage
{
    /// <summary>Its alert is in the journal; nothing has been planned yet.</summary>
    Accepted,

    /// <summary>Steps run.</summary>
    Responding,

    /// <summary>Steps wait for a human.</summary>
    Waiting,

    /// <summary>Every containing step is done; containments are watched.</summary>
    Contained,

    /// <summary>It is being taken back.</summary>
    Undoing,

    /// <summary>Its run has ended.</summary>
    Ended,
}
