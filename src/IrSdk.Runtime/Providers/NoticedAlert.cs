using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>The alert in a notice.</summary>
/// <param name="Title">What happened, as the source said it.</param>
/// <param name="Source">The source's name.</param>
/// <param name="Kind">The incident type.</param>
/// <param name="Confidence">How sure the source is, 0 to 100.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="FirstSeen">When it was first seen, by the source's clock, in UTC.</param>
/// <param name="Account">The account that it happened in.</param>
/// <param name="Region">The region that it happened in.</param>
public sealed record NoticedAlert(
    string Title, string Source, IncidentKind Kind, Confidence Confidence, Severity Severity, DateTimeOffset FirstSeen, AccountId Account, string Region)
{
    /// <summary>MITRE ATT&amp;CK technique ids. Default: none known.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];

    /// <summary>How many more alerts the incident has. Default: none.</summary>
    public int MoreAlerts { get; init; }
}
