using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A notice whose texts are harmless lines of bounded length.</summary>
internal static class CleanNotice
{
    private const int MostFacts = 400;
    private const int LongestFact = 1_000;
    private const int LongestName = 300;

    public static Notice Of(StepContext context)
    {
        var notice = context.Notice ?? new Notice($"Incident {context.Incident}", [], context.Incident.ToString());
        var facts = notice.Facts;
        return notice with
        {
            Subject = PlainText.Of(notice.Subject, LongestFact),
            Incident = notice.Incident ?? context.Incident,
            Playbook = notice.Playbook is { } playbook ? PlainText.Of(playbook, LongestName) : null,
            Alert = notice.Alert is { } alert ? Clean(alert) : null,
            Resources = [.. notice.Resources.Select(Clean)],
            Facts =
            [
                .. facts.Take(MostFacts).Select(fact => fact with { Text = PlainText.Of(fact.Text, LongestFact) }),
                .. facts.Length > MostFacts ? [new NoticedFact(FactKind.Note, $"{facts.Length - MostFacts} more facts are in the journal.")] : Array.Empty<NoticedFact>(),
            ],
            Lines = [],
            Link = WebLink.Of(notice.Link)?.AbsoluteUri,
            IncidentLink = WebLink.Of(notice.IncidentLink?.OriginalString),
            ApproveLink = WebLink.Of(notice.ApproveLink?.OriginalString),
        };
    }

    private static NoticedAlert Clean(NoticedAlert alert) => alert with
    {
        Title = PlainText.Of(alert.Title, LongestName),
        Source = PlainText.Of(alert.Source, LongestName),
        Region = PlainText.Of(alert.Region, LongestName),
        Techniques = [.. alert.Techniques.Select(technique => PlainText.Of(technique, LongestName)).Take(20)],
    };

    private static NoticedResource Clean(NoticedResource resource) => resource with
    {
        Type = PlainText.Of(resource.Type, LongestName),
        Id = PlainText.Of(resource.Id, LongestName),
        Region = PlainText.Of(resource.Region, LongestName),
        FoundBy = resource.FoundBy is { } found ? PlainText.Of(found, LongestName) : null,
    };
}
