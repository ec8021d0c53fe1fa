using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>How a handler's call ended.</summary>
/// <param name="Result">What came of it. Null: it failed.</param>
/// <param name="Failure">Why it failed. Null: it did not.</param>
/// <param name="Attempts">How often the handler was called.</param>
internal sealed record CallOutcome(StepResult? Result, string? Failure, int Attempts)
{
    /// <summary>It was refused before it acted: the world has drifted.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Trying again cannot help by itself: the provider refuses.</summary>
    public bool IsPermanent { get; init; }

    /// <summary>Of those who were to be told, who could not be.</summary>
    public ImmutableArray<Untold> Untold { get; init; } = [];

    /// <summary>The look at the world failed: its failure says nothing of the world.</summary>
    public bool IsUnclear { get; init; }

    /// <summary>What the provider says is not permitted, for a preflight.</summary>
    public Preflight? Preflight { get; init; }

    /// <summary>An earlier call's effect was looked for, and is not all there: the step runs again.</summary>
    public ReconciledState? Missing { get; init; }
}

/// <summary>A handler at work.</summary>
/// <param name="Kind">What it is at work on.</param>
/// <param name="Step">The step. Null: the run's own page.</param>
/// <param name="Task">Its call.</param>
/// <param name="AbandonAt">When it is taken as failed although it has not returned.</param>
/// <param name="Limit">How long it may take.</param>
internal sealed record RunningCall(CallKind Kind, StepState? Step, Task<CallOutcome> Task, DateTimeOffset AbandonAt, TimeSpan Limit)
{
    /// <summary>What is told, for a page.</summary>
    public PageIntended? Notice { get; init; }

    /// <summary>The plan's number, for a preflight.</summary>
    public int Plan { get; init; }
}

internal enum CallKind
{
    Step,
    Reconciliation,
    Page,
    Completion,
    Hold,
    Preflight,
}
