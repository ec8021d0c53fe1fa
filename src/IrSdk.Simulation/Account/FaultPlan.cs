using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>Which calls go wrong, and how.</summary>
public sealed record FaultPlan
{
    private readonly ImmutableArray<Fault> faults = [];
    private readonly double rate;

    private FaultPlan() { }

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new();

    /// <summary>Exactly these faults; the first that fits a call happens.</summary>
    public static FaultPlan Of(params ImmutableArray<Fault> faults) => new(faults, 0);

    /// <summary>
    /// A share of the steps goes wrong, as the seed has it: throttled, slow, failing, with its answer lost, and, for preserving
    /// steps alone, refused for good or failed in completion.
    /// </summary>
    /// <param name="rate">The share, 0 to 1.</param>
    public static FaultPlan Seeded(double rate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, 1);
        return new([], rate);
    }

    private FaultPlan(ImmutableArray<Fault> faults, double rate) => (this.faults, this.rate) = (faults, rate);

    /// <summary>The fault of a step's call. Null: none.</summary>
    internal Fault? Of(ResponseAction action, int seed, string key, int call)
    {
        var fault = faults.FirstOrDefault(one => one.Meets(action)) ?? Draw(action, seed, key);
        return fault is not null && call <= fault.Times ? fault : null;
    }

    private Fault? Draw(ResponseAction action, int seed, string key)
    {
        if (rate == 0 || Chance.Of(seed, $"fault {key}") >= rate)
        {
            return null;
        }

        var lasting = action is PreservingAction;
        var times = 1 + (int)(3 * Chance.Of(seed, $"times {key}"));
        return Chance.Of(seed, $"kind {key}") switch
        {
            < 0.25 => new(FaultKind.Throttled) { Times = times },
            < 0.5 => new(FaultKind.Fails) { Times = times },
            < 0.7 => new(FaultKind.AnswerLost),
            < 0.85 => new(FaultKind.Slow) { Factor = 3 + (17 * Chance.Of(seed, $"factor {key}")) },
            < 0.95 when lasting => new(FaultKind.Denied) { Times = int.MaxValue },
            _ when lasting => new(FaultKind.CompletionFails) { Times = int.MaxValue },
            _ => new(FaultKind.AnswerLost),
        };
    }
}
