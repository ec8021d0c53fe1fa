using IrSdk.Cli.Output;
using IrSdk.Runtime;
using Spectre.Console;

namespace IrSdk.Cli.Running;

/// <summary>What a run came to, in the last lines that a responder reads.</summary>
internal static class Summary
{
    public static int ExitCode(RunReport report) => report.Status switch
    {
        RunStatus.Contained or RunStatus.Undone => ExitCodes.Done,
        RunStatus.Unfinished => ExitCodes.Unfinished,
        _ => ExitCodes.Refused,
    };

    /// <param name="console">Where to.</param>
    /// <param name="report">The run.</param>
    /// <param name="journal">Its journal.</param>
    /// <param name="provider">The options that name its provider, after a space each. Empty: the usual one.</param>
    public static void Write(IAnsiConsole console, RunReport report, FileInfo journal, string provider = "")
    {
        console.WriteLine();
        var contained = report.TimeToContain is { } time ? $"contained in {Words.Span(time)} of {Words.Span(report.Deadline)}"
            : report.Status == RunStatus.PartlyContained ? "contained in part" : "not contained";
        console.MarkupLineInterpolated(
            $"  [bold]{contained}[/], {Words.Count(report.Evidence.Length, "piece")} of evidence, {Words.Count(report.Gaps.Length, "gap")}, ticket {report.Ticket ?? "none"}, page {report.Page ?? "none"}");
        foreach (var gap in report.Gaps)
        {
            console.MarkupLineInterpolated($"  [yellow]gap[/] {gap.Kind.Said()} of {gap.Resource.Id}: {gap.Reason}");
        }

        foreach (var waiting in report.Waiting)
        {
            console.MarkupLineInterpolated($"  [yellow]waits[/] {waiting}");
        }

        if (report.Origin is { } origin)
        {
            console.MarkupLineInterpolated($"  {origin.ToString()}");
        }

        if (report.Status == RunStatus.Unfinished)
        {
            console.MarkupLineInterpolated($"  unfinished: decide with 'ir approve {report.Incident} --plan {report.PlanHash} --journal {journal}', then run again");
        }

        console.MarkupLineInterpolated($"  [dim]journal {journal}: 'ir journal verify {journal}' proves it, 'ir undo {report.Incident} --journal {journal}{provider}' takes it back[/]");
    }
}
