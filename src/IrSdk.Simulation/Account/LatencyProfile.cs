using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>How long the simulated account takes for each action.</summary>
public sealed record LatencyProfile
{
    /// <summary>What a real account takes, roughly.</summary>
    public static LatencyProfile Plausible { get; } = new();

    /// <summary>Everything at once, without jitter.</summary>
    public static LatencyProfile None { get; } = Same(TimeSpan.Zero);

    /// <summary>The latency of each action by its name. Default: plausible ones.</summary>
    public ImmutableSortedDictionary<string, TimeSpan> ByAction { get; init; } = new Dictionary<string, double>
    {
        ["capture-identity"] = 0.3,
        ["export-api-activity"] = 0.4,
        ["snapshot-volumes"] = 0.7,
        ["capture-processes"] = 8,
        ["capture-memory"] = 40,
        ["export-network-flows"] = 2,
        ["export-access-logs"] = 1.5,
        ["capture-bucket-state"] = 0.5,
        ["scan-endpoint"] = 25,
        ["stop-instance"] = 5,
        ["terminate-instance"] = 5,
        ["open-ticket"] = 0.6,
    }.ToImmutableSortedDictionary(one => one.Key, one => TimeSpan.FromSeconds(one.Value), StringComparer.Ordinal);

    /// <summary>The latency of every other action. Default: 0.3 s.</summary>
    public TimeSpan Other { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>From the start of a snapshot to its completion. Default: 90 s.</summary>
    public TimeSpan Completion { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>How much the seed stretches or shortens each latency, 0 to 1. Default: 0.2.</summary>
    public double Jitter { get; init; } = 0.2;

    /// <summary>The same latency for everything, without jitter.</summary>
    public static LatencyProfile Same(TimeSpan latency) => new()
    {
        ByAction = ImmutableSortedDictionary<string, TimeSpan>.Empty,
        Other = latency,
        Completion = latency,
        Jitter = 0,
    };

    /// <summary>This profile, every latency multiplied by a factor.</summary>
    /// <param name="factor">0 takes no time, 1 is as before.</param>
    public LatencyProfile Scaled(double factor) => this with
    {
        ByAction = ByAction.ToImmutableSortedDictionary(one => one.Key, one => one.Value * factor, StringComparer.Ordinal),
        Other = Other * factor,
        Completion = Completion * factor,
    };

    internal TimeSpan Of(string action, int seed, string call) =>
        (ByAction.TryGetValue(action, out var known) ? known : Other) * Chance.Around1(seed, $"latency {call}", Jitter);
}
