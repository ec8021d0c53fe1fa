namespace IrSdk.Runtime;

/// <summary>Where a step stands.</summary>
public enum StepStatus
{
    /// <summary>It has not begun.</summary>
    Waiting,

    /// <summary>It is held for a human.</summary>
    Held,

    /// <summary>Its handler is at work.</summary>
    Running,

    /// <summary>Its evidence can no longer be lost.</summary>
    Secured,

    /// <summary>It did what it says.</summary>
    Done,

    /// <summary>It did not do what it says.</summary>
    Failed,

    /// <summary>A guard, a rule or a human stopped it before it acted.</summary>
    Dropped,

    /// <summary>Its evidence could not be secured.</summary>
    Gap,
}

/// <summary>What a human says that an incident is.</summary>
public enum Verdict
{
    /// <summary>It is real.</summary>
    Confirmed,

    /// <summary>It is not: everything that can be is taken back.</summary>
    FalsePositive,

    /// <summary>There is nothing more to do.</summary>
    Closed,
}

/// <summary>What a plan is for.</summary>
public enum PlanPurpose
{
    /// <summary>To respond.</summary>
    Respond,

    /// <summary>To take containments back.</summary>
    Undo,
}
