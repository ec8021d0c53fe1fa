using Spectre.Console;

namespace IrSdk.Cli.Output;

/// <summary>What an incident is about, in two lines.</summary>
internal static class Headline
{
    public static void Write(IAnsiConsole console, Incident incident, string? name = null)
    {
        var alert = incident.Alerts[0];
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]{name ?? incident.Id.ToString(),-20}[/]  {alert.Title}");
        console.MarkupLineInterpolated(
            $"  {"",-20}  confidence {incident.Confidence} · {string.Join(", ", alert.Techniques)} · account {incident.Account}, {alert.Region}");
        var suspects = incident.Resources.Where(resource => resource.IsSuspect).GroupBy(resource => resource.Id.Type, StringComparer.Ordinal)
            .Select(group => group.Count() <= 2 ? string.Join(", ", group.Select(one => $"{group.Key} {one.Id.Name}")) : $"{group.Count()} {group.Key}s");
        console.MarkupLineInterpolated($"  {"",-20}  [dim]suspects: {string.Join("; ", suspects)}[/]");
    }
}
