using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>What the list of incidents shows.</summary>
public sealed record IncidentsView(
    ImmutableArray<IncidentSummary> Incidents, ImmutableArray<(IncidentId Incident, string Trouble)> Troubles, FreezeStanding? Freeze, DateTimeOffset Now, string? Visitor, bool MayFreeze, bool MayThaw, string HowToSend);

/// <summary>What the page of playbooks shows.</summary>
public sealed record PlaybooksView(ImmutableArray<SourceStanding> Sources, ImmutableArray<ShelvedPlaybook> Playbooks);

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

    /// <summary>What verifying the journal came to, in a sentence.</summary>
    public string Verification { get; init; } = "The journal's chain and anchors can be verified.";

    /// <summary>The alert as its source sent it, made readable; every character that could mislead is written as its code.</summary>
    public string Original(Alert alert)
    {
        var text = JsonSerializer.Serialize(alert.Original, Readable);
        return text.Length <= LongestOriginal ? text : text[..LongestOriginal] + "…";
    }

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };
}
