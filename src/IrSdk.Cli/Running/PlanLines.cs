using IrSdk.Cli.Planning;
using IrSdk.Planning;
using Spectre.Console;

namespace IrSdk.Cli.Running;

/// <summary>One line for each plan, before any of it runs.</summary>
internal sealed class PlanLines(IAnsiConsole console) : IProgress<Plan>
{
    public void Report(Plan value)
    {
        console.MarkupLineInterpolated($"  [bold]{"plan " + value.Hash[..8],-20}[/]  {PlanTree.Summary(value)}");
        foreach (var finding in value.Findings.Where(finding => finding.Severity > FindingSeverity.Info))
        {
            console.MarkupLineInterpolated($"  {"",-20}  [yellow]{finding.Rule}[/] {finding.Message}");
        }

        console.WriteLine();
    }
}
