using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrSdk;

/// <summary>A virtual machine.</summary>
public sealed record Instance : Resource
{
    internal const string TypeName = "instance";

    /// <summary>An instance by its id, such as <c>i-0a1b</c>.</summary>
    [JsonConstructor]
    public Instance(AccountId account, string region, string name)
        : base(new ResourceId(TypeName, account, region, name)) { }

    /// <summary>The region.</summary>
    public string Region => Id.Region;

    /// <summary>The instance's id.</summary>
    public string Name => Id.Name;

    /// <summary>The network that it is in, such as <c>vpc-0c2d</c>. Default: unknown.</summary>
    public string? VpcName { get; init; }

    /// <summary>The role that it runs under. Its sessions keep live response reachable. Default: none known.</summary>
    public string? RoleName { get; init; }

    /// <summary>Its network interfaces. Default: none known.</summary>
    public ImmutableArray<string> Interfaces { get; init; } = [];

    /// <summary>Its volumes. Default: none known.</summary>
    public ImmutableArray<string> Volumes { get; init; } = [];

    /// <summary>Whether commands can be run on it through an agent. Default: true.</summary>
    public bool HasLiveResponse { get; init; } = true;
}
