using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>What came of a step.</summary>
public sealed record StepResult
{
    /// <summary>What was done, in a few words: "2 interfaces". Never credentials.</summary>
    public required string Detail { get; init; }

    /// <summary>The evidence that it settled; one record a kind and resource. Default: none.</summary>
    public ImmutableArray<EvidenceRecord> Evidence { get; init; } = [];

    /// <summary>What was verified of a containment. Null: it is none.</summary>
    public Proof? Proof { get; init; }

    /// <summary>What undo needs: the state before. Null: nothing was changed.</summary>
    public JsonElement? PriorState { get; init; }

    /// <summary>The provider's name of what was made: a ticket's number, a page's id. Null: none.</summary>
    public string? Reference { get; init; }

    /// <summary>Where people look at it. Null: nowhere.</summary>
    public string? Link { get; init; }

    /// <summary>What stops working for others, in sentences: "billing-batch uses this key". Default: nothing known.</summary>
    public ImmutableArray<string> Breaks { get; init; } = [];
}

/// <summary>What was verified of a containment.</summary>
public enum Proof
{
    /// <summary>Nothing was.</summary>
    Unverified,

    /// <summary>New flows are cut; existing connections may live on.</summary>
    NewFlowsOnly,

    /// <summary>The world was read again and shows it.</summary>
    Verified,
}
