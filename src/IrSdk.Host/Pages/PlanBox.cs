using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Host.Pages;

/// <summary>A step of a plan, or several of a kind, in a picture.</summary>
/// <param name="X">From the left.</param>
/// <param name="Y">From the top.</param>
/// <param name="Phrase">What is done.</param>
/// <param name="On">To what, or to how many.</param>
/// <param name="Status">Where it stands; of several, where the worst does.</param>
/// <param name="Done">Which part of them is done, 0 to 1.</param>
/// <param name="Told">All of it, for who points at it.</param>
internal sealed record PlanBox(int X, int Y, string Phrase, string On, StepStatus Status, double Done, string Told)
{
    private const int LongestName = 30;
    private const int MostTold = 12;

    public bool IsContaining { get; private init; }

    public bool IsImplied { get; private init; }

    public bool IsIrreversible { get; private init; }

    public static PlanBox Of(ImmutableArray<Step> steps, ImmutableArray<ReportedStep> states, int x, int y)
    {
        var done = states.Count(state => state.Status is StepStatus.Secured or StepStatus.Done);
        var told = states.Take(MostTold).Select(state => $"{state.Phrase} {Shown.Text(state.Resource.Id)}: {Shown.Word(state.Status)}{(state.Detail is { } detail ? $", {Shown.Text(detail)}" : "")}");
        return new(x, y, steps[0].Phrase, steps.Length == 1 ? One(steps[0], states[0]) : $"{done} of {Shown.Count(steps.Length, "resource")}", states.MaxBy(state => Rank(state.Status))!.Status, (double)done / steps.Length,
            string.Join("\n", states.Length > MostTold ? told.Append($"and {states.Length - MostTold} more") : told))
        {
            IsContaining = steps[0].IsContaining,
            IsImplied = steps.All(step => step.Implied),
            IsIrreversible = steps[0].IsIrreversible,
        };
    }

    private static string One(Step step, ReportedStep state)
    {
        var took = state is { StartedAt: { } from, EndedAt: { } to } ? $" · {Shown.Duration(to - from)}" : "";
        return Shown.Middle(Shown.Text(step.Action.Resource.Id.Name), LongestName - took.Length) + took;
    }

    private static int Rank(StepStatus status) => status switch
    {
        StepStatus.Failed or StepStatus.Gap => 6,
        StepStatus.Dropped => 5,
        StepStatus.Held => 4,
        StepStatus.Running => 3,
        StepStatus.Waiting => 2,
        _ => 1,
    };
}
