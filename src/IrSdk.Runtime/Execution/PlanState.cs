using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>A plan and where its steps stand.</summary>
internal sealed class PlanState
{
    private readonly Dictionary<string, StepState> byId;

    public PlanState(PlanMade made, Plan plan)
    {
        Number = made.Number;
        Purpose = made.Purpose;
        Plan = plan;
        Restores = made.Restores;
        Steps = [.. plan.Steps.Select(step => new StepState(this, step))];
        byId = Steps.ToDictionary(step => step.Step.Id, StringComparer.Ordinal);
        for (var place = Steps.Length - 1; place >= 0; place--)
        {
            var later = Steps[place];
            var chain = later.Step.IsContaining || later.Tail > TimeSpan.Zero ? later.Step.Timeout + later.Tail : TimeSpan.Zero;
            foreach (var earlier in later.Step.DependsOn.Select(dependency => byId[dependency.Step]))
            {
                earlier.Tail = chain > earlier.Tail ? chain : earlier.Tail;
            }
        }
    }

    public int Number { get; }

    public PlanPurpose Purpose { get; }

    public Plan Plan { get; }

    public ImmutableArray<Restores> Restores { get; }

    /// <summary>The steps, each after all that it waits for.</summary>
    public ImmutableArray<StepState> Steps { get; }

    public StepState this[string id] => byId[id];

    public bool IsContained => Steps.Any(step => step.Step.IsContaining) && Steps.All(step => !step.Step.IsContaining || step.Status == StepStatus.Done);
}
