using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>Watches one run: its plan, and when its last containing step was done and journaled.</summary>
internal sealed class EngineRun : IProgress<StepEvent>, IProgress<Plan>
{
    private readonly long start = TimeProvider.System.GetTimestamp();

    /// <summary>From the start to a timestamp.</summary>
    public TimeSpan Until(long timestamp) => TimeProvider.System.GetElapsedTime(start, timestamp);

    /// <summary>From the start to the end of the last containing step.</summary>
    public TimeSpan Contained { get; private set; }

    /// <summary>From the start to the first plan.</summary>
    public TimeSpan Planned { get; private set; }

    public Plan? Plan { get; private set; }

    public void Report(StepEvent value)
    {
        if (value.Step.IsContaining && value.Status == StepStatus.Done)
        {
            Contained = TimeProvider.System.GetElapsedTime(start);
        }
    }

    public void Report(Plan value)
    {
        Plan ??= value;
        Planned = TimeProvider.System.GetElapsedTime(start);
    }

    /// <summary>The number of steps in the longest chain that ends in a containing step.</summary>
    public int LongestChain()
    {
        var depth = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in Plan!.Steps)
        {
            depth[step.Id] = 1 + step.DependsOn.Select(dependency => depth[dependency.Step]).DefaultIfEmpty(0).Max();
        }

        return Plan.Steps.Where(step => step.IsContaining).Max(step => depth[step.Id]);
    }
}
