using IrSdk.Cli.Output;
using IrSdk.Cli.Planning;
using IrSdk.Cli.Running;
using IrSdk.Runtime;
using IrSdk.Testing;
using Spectre.Console;

namespace IrSdk.Cli.Drills;

/// <summary>One drill as a story: the alert, the plan, the steps as they ended, and what came of it beside the work by hand.</summary>
internal static class DrillStory
{
    public static void Write(IAnsiConsole console, DrillResult result)
    {
        foreach (var recording in result.Recordings)
        {
            Headline.Write(console, recording.Incident, recording.Name);
            foreach (var plan in recording.Plans)
            {
                new PlanLines(console).Report(plan);
            }

            console.MarkupLineInterpolated($"  {Words.Clock(TimeSpan.Zero)}  alert");
            foreach (var line in Lines(recording.Steps))
            {
                console.MarkupLine(line);
            }

            foreach (var gap in recording.Report.Gaps)
            {
                console.MarkupLineInterpolated($"             [yellow]gap[/] {gap.Kind.Said()} of {gap.Resource.Id}: {gap.Reason}");
            }

            console.WriteLine();
            Comparison.Write(console, recording);
            foreach (var failure in recording.Failures)
            {
                console.MarkupLineInterpolated($"  [red]failed[/] {failure}");
            }
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"  {(result.Passed ? "passed" : "FAILED")}: {Words.Count(result.Recordings.Length, "recording")} of {result.Playbook}, seed {result.Seed}");
    }

    /// <summary>The same step on many resources within a second is one line.</summary>
    private static IEnumerable<string> Lines(IEnumerable<StepEvent> steps)
    {
        var ended = steps.Where(step => StepLines.Line(step) is not null).ToList();
        var told = new HashSet<StepEvent>(ReferenceEqualityComparer.Instance);
        foreach (var step in ended)
        {
            if (!told.Add(step))
            {
                continue;
            }

            var same = ended.Where(other => !told.Contains(other) && other.Phrase == step.Phrase && other.Status == step.Status
                && other.Resource.Id.Type == step.Resource.Id.Type && other.SinceAlert - step.SinceAlert < TimeSpan.FromSeconds(1)).ToList();
            if (same.Count < 2)
            {
                yield return StepLines.Line(step)!;
                continue;
            }

            told.UnionWith(same);
            yield return StepLines.Line(step, $"{same.Count + 1} {step.Resource.Id.Type}s")!;
        }
    }
}
