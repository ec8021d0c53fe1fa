namespace IrSdk.Runtime;

/// <summary>Whether an earlier call had its effect.</summary>
public sealed record Reconciliation
{
    private Reconciliation(ReconciledState state, StepResult? result) => (State, Result) = (state, result);

    /// <summary>What was found.</summary>
    public ReconciledState State { get; }

    /// <summary>For <see cref="ReconciledState.Done"/>: what came of it.</summary>
    public StepResult? Result { get; }

    /// <summary>There is no effect: the step runs.</summary>
    public static Reconciliation NotDone { get; } = new(ReconciledState.NotDone, null);

    /// <summary>There is some effect: the step runs again, and its handler completes what is there.</summary>
    public static Reconciliation PartlyDone { get; } = new(ReconciledState.PartlyDone, null);

    /// <summary>The effect is there: the step has ended.</summary>
    public static Reconciliation Done(StepResult result) => new(ReconciledState.Done, result);
}

/// <summary>How much of an effect was found.</summary>
public enum ReconciledState
{
    /// <summary>None.</summary>
    NotDone,

    /// <summary>Some.</summary>
    PartlyDone,

    /// <summary>All.</summary>
    Done,
}
