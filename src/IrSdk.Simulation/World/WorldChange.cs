using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>One change of the simulated world. All of it happens, or nothing.</summary>
public sealed record WorldChange
{
    /// <summary>Its place, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it.</summary>
    public required Actor By { get; init; }

    /// <summary>What was done, in a few words.</summary>
    public required string What { get; init; }

    /// <summary>The key of the step that did it. Null: no step did.</summary>
    public string? StepKey { get; init; }

    /// <summary>Whether it took something from the intruder, who notices.</summary>
    public bool IsContainment { get; init; }

    /// <summary>Whether the intruder took hold of something new.</summary>
    public bool IsLateralMove { get; init; }

    /// <summary>The change that provoked it. Null: nothing did.</summary>
    public long? ProvokedBy { get; init; }

    /// <summary>The items as they are from now on.</summary>
    public required ImmutableArray<WorldItem> Items { get; init; }
}

/// <summary>Who changes the world.</summary>
public enum Actor
{
    /// <summary>Those who respond to the incident.</summary>
    Response,

    /// <summary>The intruder.</summary>
    Adversary,
}
