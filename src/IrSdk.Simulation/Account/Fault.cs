namespace IrSdk.Simulation;

/// <summary>Something that goes wrong on purpose.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>The name of the action that it happens to. Null: any.</summary>
    public string? Action { get; init; }

    /// <summary>The resource that it happens to. Null: any.</summary>
    public ResourceId? Resource { get; init; }

    /// <summary>How many calls of a step it happens to, from the first. Default: 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>For <see cref="FaultKind.Slow"/>: how many times longer it takes. Default: 20.</summary>
    public double Factor { get; init; } = 20;

    internal bool Meets(ResponseAction action) =>
        (Action is null || Action == ActionEffects.Of(action).Name) && (Resource is null || Resource == action.Resource.Id);
}

/// <summary>What can go wrong.</summary>
public enum FaultKind
{
    /// <summary>The account refuses for now: too many calls.</summary>
    Throttled,

    /// <summary>The call takes much longer.</summary>
    Slow,

    /// <summary>The account refuses for good: not allowed.</summary>
    Denied,

    /// <summary>The call fails, and trying again may help.</summary>
    Fails,

    /// <summary>The call does what it should, and its answer is lost.</summary>
    AnswerLost,

    /// <summary>What goes on after the step, such as a snapshot's copying, fails.</summary>
    CompletionFails,
}
