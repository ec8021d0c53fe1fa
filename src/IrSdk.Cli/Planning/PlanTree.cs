using IrSdk.Cli.Output;
using IrSdk.Planning;
using Spectre.Console;

namespace IrSdk.Cli.Planning;

/// <summary>A plan as a tree: under each containing step, what it waits for and why.</summary>
internal static class PlanTree
{
    public static void Write(IAnsiConsole console, Plan plan)
    {
        console.MarkupLineInterpolated($"  [bold]plan {plan.Hash[..8]}[/]         {Summary(plan)}");
        var tree = new Tree($"[bold]{Markup.Escape(plan.Playbook)}[/]") { Guide = TreeGuide.Line };
        var waitedFor = plan.Steps.Where(step => !step.IsContaining && step.Action is not NotifyingAction).Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var step in plan.Steps.Where(step => step.IsContaining || step.Action is NotifyingAction))
        {
            var node = tree.AddNode(Line(step));
            foreach (var group in step.DependsOn.GroupBy(dependency => dependency.Step, StringComparer.Ordinal))
            {
                waitedFor.Remove(group.Key);
                node.AddNode($"[dim]after[/] {Line(plan.Step(group.Key))} [dim]{Markup.Escape(string.Join("; ", group.Select(Because)))}[/]");
            }
        }

        foreach (var step in plan.Steps.Where(step => waitedFor.Contains(step.Id)))
        {
            tree.AddNode(Line(step));
        }

        console.Write(tree);
        foreach (var finding in plan.Findings)
        {
            var colour = finding.Severity switch
            {
                FindingSeverity.Error => "red",
                FindingSeverity.Warning => "yellow",
                _ => "dim",
            };
            console.MarkupLine($"  [{colour}]{finding.Rule}[/] {Markup.Escape(finding.Message)}");
        }
    }

    public static string Summary(Plan plan)
    {
        var findings = plan.Findings.Count(finding => finding.Severity > FindingSeverity.Info);
        return $"{Words.Count(plan.Steps.Length, "step")}, critical path {Words.Span(plan.CriticalPath)} of {Words.Span(plan.Deadline)}, {Words.Count(findings, "finding")}";
    }

    private static string Line(Step step) =>
        $"{(step.IsContaining ? "[bold]" : "")}{Markup.Escape(step.Phrase)}{(step.IsContaining ? "[/]" : "")} {Markup.Escape(step.Action.Resource.Id.Name)}"
        + $"{(step.Implied ? " [yellow](implied)[/]" : "")}{(step.RequiresApproval ? " [yellow](needs approval)[/]" : "")}";

    private static string Because(Dependency dependency) => dependency.Because switch
    {
        Order.Evidence => $"would disturb {dependency.Evidence.Said()}",
        Order.Channel => "would cut its way in",
        Order.Alteration => "would alter it",
        _ => "as written",
    };
}
