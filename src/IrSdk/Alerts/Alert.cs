using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk;

/// <summary>One detection as a source sent it, normalised.</summary>
public sealed record Alert
{
    /// <summary>The source's own id of the alert; the same id is the same alert.</summary>
    public required string Id { get; init; }

    /// <summary>The source: <c>guardduty</c>, <c>securityhub</c>, <c>cloudtrail</c> or the SIEM's own name.</summary>
    public required string Source { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Title { get; init; }

    /// <summary>The incident type that it points to.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>How sure the source is, 0 to 100.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When it was first seen, by the source's clock, in UTC.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen, by the source's clock, in UTC.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>The account that it happened in.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The region that it happened in.</summary>
    public required string Region { get; init; }

    /// <summary>The resources that it names, with their involvement as far as the alert tells.</summary>
    public required ImmutableArray<Resource> Resources { get; init; }

    /// <summary>MITRE ATT&amp;CK technique ids, such as <c>T1078.004</c>. Default: none known.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];

    /// <summary>The document as the source sent it, untouched.</summary>
    public required JsonElement Original { get; init; }
}
