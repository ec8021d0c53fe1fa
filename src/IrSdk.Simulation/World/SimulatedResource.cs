using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk.Simulation;

/// <summary>A resource as it truly is in the simulated world.</summary>
public abstract record SimulatedResource : WorldItem
{
    private protected SimulatedResource() { }

    /// <summary>The account that owns it. Default: the scenario's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public AccountId Account { get; init; }

    /// <summary>The region that it is in. Default: the scenario's; not used for identities.</summary>
    public string Region { get; init; } = "";

    /// <summary>The provider's own id or name, such as <c>i-0a1b</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the intruder holds it. Default: no.</summary>
    public bool Held { get; init; }

    /// <summary>Its tags. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The kinds of evidence whose original is no longer in the world. Default: none.</summary>
    public Evidence Lost { get; init; }

    /// <summary>What identifies it.</summary>
    [JsonIgnore]
    public abstract ResourceId Id { get; }

    /// <summary>The kinds of evidence that it has, or had.</summary>
    [JsonIgnore]
    public abstract Evidence Kinds { get; }

    /// <inheritdoc/>
    [JsonIgnore]
    public sealed override string Key => Id.ToString();

    /// <summary>The resource as a provider describes it.</summary>
    internal abstract Resource Describe();

    /// <summary>The same with its original evidence of some kinds gone.</summary>
    internal SimulatedResource Losing(Evidence kinds) => this with { Lost = Lost | (kinds & Kinds) };

    private protected ImmutableSortedDictionary<string, string> ResourceTags => Resource.NoTags.AddRange(Tags);
}
