using System.Collections.Immutable;

namespace IrSdk;

/// <summary>What earlier rounds of an incident came to.</summary>
public sealed record Outcomes
{
    /// <summary>Nothing has run yet.</summary>
    public static Outcomes None { get; } = new();

    /// <summary>How many rounds have run. Default: 0.</summary>
    public int Rounds { get; init; }

    /// <summary>What is known of the evidence, gaps included, oldest first.</summary>
    public ImmutableArray<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>The steps that have ended, oldest first.</summary>
    public ImmutableArray<StepOutcome> Steps { get; init; } = [];
}

/// <summary>How one step of an earlier round ended.</summary>
/// <param name="Action">The action's name, such as <c>quarantine-instance</c>.</param>
/// <param name="Resource">The resource that it acted on.</param>
/// <param name="Succeeded">Whether it did what it says.</param>
/// <param name="Detail">What came of it, in a few words.</param>
public sealed record StepOutcome(string Action, ResourceId Resource, bool Succeeded, string Detail);
