using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>
/// What people are told of an incident at one moment. A later notice of the same incident updates the earlier one.
/// Its texts come in part from the alert, that is from whoever provoked it: a receiver escapes every one of them.
/// </summary>
/// <param name="Subject">One line: what happened and where it stands.</param>
/// <param name="Lines">The facts as text, one a line, the most important first.</param>
/// <param name="DeduplicationKey">The same for every notice of the incident to the same receiver.</param>
public sealed record Notice(string Subject, ImmutableArray<string> Lines, string DeduplicationKey)
{
    /// <summary>The ticket's link. Null: there is no ticket yet; the link follows.</summary>
    public string? Link { get; init; }

    /// <summary>The incident. Null: not written down, by an earlier version.</summary>
    public IncidentId? Incident { get; init; }

    /// <summary>The playbook that responds. Null: not written down, by an earlier version.</summary>
    public string? Playbook { get; init; }

    /// <summary>The first alert. Null: not written down, by an earlier version.</summary>
    public NoticedAlert? Alert { get; init; }

    /// <summary>The resources in the incident, those that the intruder holds first, at most 50.</summary>
    public ImmutableArray<NoticedResource> Resources { get; init; } = [];

    /// <summary>How many more resources there are. Default: none.</summary>
    public int MoreResources { get; init; }

    /// <summary>What was done with which proof, what is missing, what will break, what waits for whom: the most important first.</summary>
    public ImmutableArray<NoticedFact> Facts
    {
        get => field.IsDefaultOrEmpty ? [.. Lines.Select(line => new NoticedFact(FactKind.Note, line))] : field;
        init;
    }
    = [];

    /// <summary>Where the incident can be watched. Null: nowhere.</summary>
    public Uri? IncidentLink { get; init; }

    /// <summary>Where what waits can be approved. Null: nothing waits, or it is approved by command only.</summary>
    public Uri? ApproveLink { get; init; }

    /// <summary>Whether the incident is over and nothing is left for people to do: a page is taken back.</summary>
    public bool IsOver { get; init; }
}
