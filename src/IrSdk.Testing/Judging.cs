using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>Turns what the oracle knows into what a drill showed.</summary>
internal static class Judging
{
    public static RecordingResult Result(Recording recording, OracleVerdict verdict, PlaybookRun run, Incident incident, DrillOutcome byHand)
    {
        var report = run.Report!;
        var outcome = Outcome(verdict, run.Playbook.Deadline, report.Gaps, Unmet(recording.Expectation, verdict, report, run.Plans));
        return new(run, incident, report)
        {
            Name = recording.Name,
            TimeToContain = outcome.TimeToContain,
            Deadline = outcome.Deadline,
            Dwell = outcome.Dwell,
            Evidence = outcome.Evidence,
            LateralMoves = outcome.LateralMoves,
            Failures = outcome.Failures,
            ByHand = byHand,
        };
    }

    public static DrillOutcome Outcome(OracleVerdict verdict, TimeSpan deadline, ImmutableArray<ReportedGap> gaps, IEnumerable<string> unmet)
    {
        ImmutableArray<DrillLoss> lost =
        [
            .. verdict.Lost.Select(loss => new DrillLoss(loss.Kind, Reported(loss.Resource), loss.By, gaps.Any(gap => IsOf(gap, loss)))),
        ];
        return new()
        {
            TimeToContain = verdict.TimeToContain,
            Deadline = deadline,
            Dwell = verdict.Dwell,
            Evidence = new(verdict.Existed.Length, verdict.Secured.Length, lost),
            LateralMoves = new(verdict.MovesPrevented, verdict.MovesHappened),
            Failures = [.. Late(verdict.TimeToContain, deadline), .. lost.SelectMany(Wrong), .. unmet],
        };
    }

    private static IEnumerable<string> Late(TimeSpan? contained, TimeSpan deadline)
    {
        if (contained is not { } time)
        {
            yield return "something that the intruder held was never cut off";
        }
        else if (time > deadline)
        {
            yield return $"containment took {time:g} of {deadline:g}";
        }
    }

    private static IEnumerable<string> Wrong(DrillLoss loss)
    {
        if (!loss.Gap)
        {
            yield return loss.By == LossCause.Response
                ? $"our own response destroyed {loss.Kind.Said()} of {loss.Resource.Id}"
                : $"{loss.Kind.Said()} of {loss.Resource.Id} is lost, and the journal has no gap for it";
        }
    }

    private static IEnumerable<string> Unmet(Expectation expected, OracleVerdict verdict, RunReport report, ImmutableArray<Plan> plans)
    {
        if (expected.ContainedWithin is { } within && verdict.TimeToContain is { } time && time > within)
        {
            yield return $"containment took {time:g}, and {within:g} was expected";
        }

        var done = report.Steps.Where(step => step.Status is StepStatus.Done or StepStatus.Secured).ToArray();
        foreach (var action in expected.Done.Where(action => !done.Any(step => step.Action == action)))
        {
            yield return $"{action} was not done";
        }

        foreach (var action in expected.NotDone.Where(action => done.Any(step => step.Action == action)))
        {
            yield return $"{action} was done";
        }

        foreach (var kind in expected.Secured.Where(kind => !verdict.Secured.Any(item => item.Kind == kind)))
        {
            yield return $"no {kind.Said()} was secured";
        }

        var containing = plans.SelectMany(plan => plan.Steps).Where(step => step.IsContaining).Select(step => step.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var step in done.Where(step => containing.Contains(step.Id) && expected.Untouched.Contains(step.Resource.Id)))
        {
            yield return $"{step.Action} touched {step.Resource.Id}";
        }
    }

    private static readonly string[] Wider = ["account", "vpc", "user", "role"];

    /// <summary>Whether a gap in the journal, perhaps on a wider resource, tells of a loss.</summary>
    private static bool IsOf(ReportedGap gap, EvidenceLoss loss) => gap.Kind == loss.Kind
        && gap.Resource.Account == loss.Resource.Account
        && (gap.Resource.Type == loss.Resource.Type ? gap.Resource.Id == loss.Resource.Name : Wider.Contains(gap.Resource.Type));

    private static ReportedResource Reported(ResourceId id) => new(id.Type, id.Name, id.Account, id.Region);
}
