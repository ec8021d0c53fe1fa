using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What let traffic leave before it was blocked: of an instance or of a network.</summary>
internal sealed record EgressBefore
{
    /// <summary>An instance's interfaces by id. Default: none.</summary>
    public ImmutableSortedDictionary<string, InterfaceBefore> Interfaces { get; init; } = ImmutableSortedDictionary<string, InterfaceBefore>.Empty;

    /// <summary>A network's access-control list of each subnet, by the subnet's id. Default: none.</summary>
    public ImmutableSortedDictionary<string, string> Lists { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
