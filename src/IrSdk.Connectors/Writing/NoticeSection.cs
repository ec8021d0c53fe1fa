using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Connectors;

/// <summary>A part of a notice as every medium shows it; the order of the sections is the order of importance.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Items">Its lines, not escaped.</param>
internal sealed record NoticeSection(string Heading, ImmutableArray<string> Items)
{
    private static readonly (FactKind Kind, string Heading)[] First =
    [
        (FactKind.Waiting, "Waits for you"), (FactKind.NotDone, "Not done"),
    ];

    private static readonly (FactKind Kind, string Heading)[] Then =
    [
        (FactKind.Done, "Done"), (FactKind.Drifted, "No longer holds"), (FactKind.Secured, "Evidence"), (FactKind.Missing, "Missing"),
        (FactKind.Breaks, "Will break"), (FactKind.Note, "Notes"),
    ];

    public static ImmutableArray<NoticeSection> Of(Notice notice) =>
    [
        .. Facts(notice, First),
        .. notice.Alert is { } alert ? [new NoticeSection("Alert", Lines(alert))] : Array.Empty<NoticeSection>(),
        .. notice.Resources.Length > 0 ? [new NoticeSection("Affected", Lines(notice))] : Array.Empty<NoticeSection>(),
        .. Facts(notice, Then),
    ];

    private static IEnumerable<NoticeSection> Facts(Notice notice, (FactKind Kind, string Heading)[] kinds) =>
        kinds.Select(kind => new NoticeSection(kind.Heading, [.. notice.Facts.Where(fact => fact.Kind == kind.Kind).Select(fact => fact.Text)]))
            .Where(section => section.Items.Length > 0);

    private static ImmutableArray<string> Lines(NoticedAlert alert) =>
    [
        alert.Title,
        string.Create(CultureInfo.InvariantCulture, $"{alert.Severity}, confidence {alert.Confidence} of 100, {alert.Kind}, from {alert.Source}"),
        string.Create(CultureInfo.InvariantCulture, $"First seen {alert.FirstSeen.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC in account {alert.Account}, {alert.Region}"),
        .. alert.Techniques.Length > 0 ? [$"ATT&CK {string.Join(", ", alert.Techniques)}"] : Array.Empty<string>(),
        .. alert.MoreAlerts > 0 ? [$"{alert.MoreAlerts} more alerts of the same incident"] : Array.Empty<string>(),
    ];

    private static ImmutableArray<string> Lines(Notice notice) =>
    [
        .. notice.Resources.Select(Line),
        .. notice.MoreResources > 0 ? [$"{notice.MoreResources} more resources are in the journal"] : Array.Empty<string>(),
    ];

    private static string Line(NoticedResource resource) =>
        $"{resource.Type} {resource.Id}, {resource.Involvement.ToString().ToLowerInvariant()}, account {resource.Account}, {resource.Region}{(resource.FoundBy is { } found ? $", {found}" : "")}";
}
