namespace IrSdk.Planning;

/// <summary>What a rule has to say of a plan.</summary>
/// <param name="Rule">The rule's id, such as <c>IR1001</c>.</param>
/// <param name="Severity">What follows from it.</param>
/// <param name="Message">One sentence: what is wrong and what was done about it.</param>
public sealed record Finding(string Rule, FindingSeverity Severity, string Message)
{
    /// <summary>The step that was dropped or added. Null: it is about the plan.</summary>
    public string? Step { get; init; }

    /// <summary>The script. Null: not known.</summary>
    public string? File { get; init; }

    /// <summary>The line, from 1. Null: not known.</summary>
    public int? Line { get; init; }

    /// <summary>The column, from 1. Null: not known.</summary>
    public int? Column { get; init; }
}

/// <summary>What follows from a finding.</summary>
public enum FindingSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>The planner mended it.</summary>
    Warning,

    /// <summary>A check refuses the playbook; in a live incident the step is dropped and paged.</summary>
    Error,
}
