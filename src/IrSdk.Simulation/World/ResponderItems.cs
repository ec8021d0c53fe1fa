using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrSdk.Simulation;

/// <summary>Evidence in the vault, where neither the intruder nor the responder can change it.</summary>
public sealed record VaultItem : WorldItem
{
    /// <summary>The key of the step that put it there.</summary>
    public required string StepKey { get; init; }

    /// <summary>What is known of it.</summary>
    public required EvidenceRecord Record { get; init; }

    /// <summary>The resources whose original evidence of this kind is in it.</summary>
    public required ImmutableArray<ResourceId> Covers { get; init; }

    /// <summary>Whether it is still being copied, complete, or has turned out to be unusable.</summary>
    public VaultState State { get; init; } = VaultState.Complete;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"vault/{StepKey}/{Record?.Kind}";
}

/// <summary>How far an item in the vault is.</summary>
public enum VaultState
{
    /// <summary>Its point in time is fixed; copying goes on.</summary>
    Pending,

    /// <summary>It is complete.</summary>
    Complete,

    /// <summary>Copying failed: there is nothing in it.</summary>
    Failed,
}

/// <summary>The mark that a step leaves on what it changes, with the state before.</summary>
public sealed record EffectTag : WorldItem
{
    /// <summary>The step's key.</summary>
    public required string StepKey { get; init; }

    /// <summary>The action's name.</summary>
    public required string Action { get; init; }

    /// <summary>The resource.</summary>
    public required ResourceId Resource { get; init; }

    /// <summary>The state before. Null: none is kept.</summary>
    public JsonElement? Prior { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"effect/{StepKey}";
}

/// <summary>A ticket, a page or a post, as its receivers see it now.</summary>
public sealed record SentNotice : WorldItem
{
    /// <summary>What it is: <c>ticket</c>, <c>page</c>, or <c>post</c> with its channel.</summary>
    public required string Medium { get; init; }

    /// <summary>The sender's key: the same key is the same notice.</summary>
    public required string DeduplicationKey { get; init; }

    /// <summary>The receiver's number, such as <c>SIM-1</c>.</summary>
    public required string Number { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>One fact a line.</summary>
    public required ImmutableArray<string> Lines { get; init; }

    /// <summary>The keys of the steps that sent or updated it, oldest first.</summary>
    public required ImmutableArray<string> StepKeys { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"notice/{Medium}/{DeduplicationKey}";
}
