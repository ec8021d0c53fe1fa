using System.Collections.Immutable;

namespace IrSdk.Intake;

/// <summary>What every format must yield, before it is known whether all of it could be read.</summary>
internal sealed record SourceAlert
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Title { get; init; }

    public required IncidentKind Kind { get; init; }

    public required int Confidence { get; init; }

    public required Severity Severity { get; init; }

    public required DateTimeOffset? FirstSeen { get; init; }

    public required DateTimeOffset? LastSeen { get; init; }

    public required AccountId Account { get; init; }

    public required string Region { get; init; }

    public required IEnumerable<Resource> Resources { get; init; }

    public required ImmutableArray<string> Techniques { get; init; }

    /// <summary>The alert; none when its times are unknown, which is refused at <paramref name="timePlace"/>.</summary>
    public Alert? Finish(Node original, Node timePlace)
    {
        if ((FirstSeen ?? LastSeen) is not { } first)
        {
            timePlace.Refuse("A time in ISO 8601 is missing here; send the document as its source wrote it.");
            return null;
        }

        var last = LastSeen ?? first;
        return new()
        {
            Id = Id,
            Source = Source,
            Title = Title,
            Kind = Kind,
            Confidence = new(Confidence),
            Severity = Severity,
            FirstSeen = first <= last ? first : last,
            LastSeen = first <= last ? last : first,
            Account = Account,
            Region = Region,
            Resources = Once(Resources),
            Techniques = Techniques,
            Original = original.Element,
        };
    }

    private static ImmutableArray<Resource> Once(IEnumerable<Resource> resources) =>
        [.. resources.GroupBy(resource => resource.Id).Select(same => same.MaxBy(resource => resource.Involvement)!)];
}
