using IrSdk.Runtime;
using Spectre.Console;

namespace IrSdk.Cli.Output;

/// <summary>One line for each step that ends, as it ends.</summary>
internal sealed class StepLines(IAnsiConsole console) : IProgress<StepEvent>
{
    private readonly Lock gate = new();

    public void Report(StepEvent value)
    {
        if (Line(value) is { } line)
        {
            lock (gate)
            {
                console.MarkupLine(line);
            }
        }
    }

    public static string? Line(StepEvent step, string? on = null)
    {
        var (mark, word) = step.Status switch
        {
            StepStatus.Secured => ("[green]✔[/]", "secured"),
            StepStatus.Done => ("[green]✔[/]", Proof(step.Result?.Proof)),
            StepStatus.Failed => ("[red]✘[/]", "failed"),
            StepStatus.Dropped => ("[red]✘[/]", "dropped"),
            StepStatus.Gap => ("[yellow]![/]", "gap"),
            StepStatus.Held => ("[yellow]…[/]", "held"),
            _ => ("", ""),
        };
        if (mark.Length == 0)
        {
            return null;
        }

        var locked = step.Result?.Evidence.Select(record => record.LockedUntil).FirstOrDefault(until => until is not null);
        var said = string.Join(", ", new[] { word, locked is { } until ? $"locked until {until:yyyy-MM-dd}" : null, on is null ? step.Detail : null }.Where(part => !string.IsNullOrEmpty(part)));
        var waited = step.WaitedFor.IsDefaultOrEmpty ? "" : $"   [dim]waited for {Markup.Escape(string.Join(", ", step.WaitedFor))}[/]";
        return $"  {Words.Clock(step.SinceAlert)}  {mark} {step.Phrase,-22} {Markup.Escape(on ?? Words.Short(step.Resource.Id.Name, 24)),-24} {Markup.Escape(said)}{waited}";
    }

    private static string Proof(Proof? proof) => proof switch
    {
        Runtime.Proof.Verified => "verified",
        Runtime.Proof.NewFlowsOnly => "new flows only",
        Runtime.Proof.Unverified => "unverified",
        _ => "",
    };
}
