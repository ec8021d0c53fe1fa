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
        var outcome = Outcome(verdict, run.Playbook.Deadline,
        [
            .. verdict.Discrepancies.Select(Said),
            .. PageText.Wrong(run.Stage.Account.World, report.Gaps),
            .. Unmet(recording.Expectation, verdict, report, run.Plans),
        ]);
        return new(run, incident, report)
        {
            Name = recording.Name,
            TimeToContain = outcome.TimeToContain,
            Deadline = outcome.Deadline,
            Dwell = outcome.Dwell,
            Evidence = outcome.Evidence with
            {
                Lost = [.. outcome.Evidence.Lost.Select(loss => loss with { Gap = HasGap(verdict, loss.Kind, loss.Resource) })],
                Unsecured = [.. outcome.Evidence.Unsecured.Select(one => one with { Gap = HasGap(verdict, one.Kind, one.Resource) })],
            },
            LateralMoves = outcome.LateralMoves,
            Failures = outcome.Failures,
            ByHand = byHand,
        };
    }

    /// <summary>What it came to by the oracle alone: nothing is held to be on a page.</summary>
    public static DrillOutcome Outcome(OracleVerdict verdict, TimeSpan deadline, IEnumerable<string> wrong) => new()
    {
        TimeToContain = verdict.TimeToContain,
        Deadline = deadline,
        Dwell = verdict.Dwell,
        Evidence = new(
            verdict.Existed.Length,
            verdict.Secured.Length,
            [.. verdict.Lost.Select(loss => new DrillLoss(loss.Kind, Reported(loss.Resource), loss.By, Gap: false))],
            [.. verdict.Unsecured.Select(item => new DrillUnsecured(item.Kind, Reported(item.Resource), Gap: false))]),
        LateralMoves = new(verdict.MovesPrevented, verdict.MovesHappened),
        Failures =
        [
            .. Late(verdict.TimeToContain, deadline),
            .. verdict.Lost.Where(loss => loss.By == LossCause.Response)
                .Select(loss => $"our own response destroyed {loss.Kind.Said()} of {loss.Resource.Name}"),
            .. wrong,
        ],
    };

    private static bool HasGap(OracleVerdict verdict, Evidence kind, ReportedResource resource) => !verdict.Discrepancies.Any(one =>
        one.What == DiscrepancyKind.NoGap && one.Kind == kind && Reported(one.Resource) == resource);

    private static string Said(Discrepancy one)
    {
        var what = $"{one.Kind.Said()} of {one.Resource.Name}";
        return one.What switch
        {
            DiscrepancyKind.NoGap => $"{what} is lost or could not be secured, and the journal has no gap for it",
            DiscrepancyKind.GapOfSecured => $"{what} is secured, and the report says that it is missing",
            DiscrepancyKind.GapOfNothing => $"{what} never existed, and the report says that it is missing",
            DiscrepancyKind.NotSecured => $"{what} is not secured, and the report says that it is",
            DiscrepancyKind.NotAbsent => $"{what} existed, and the report says that it never did",
            _ => throw new ArgumentOutOfRangeException(nameof(one), one.What, "The oracle sees a discrepancy that a drill has no words for."),
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

    private static ReportedResource Reported(ResourceId id) => new(id.Type, id.Name, id.Account, id.Region);
}
