using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>An instance before its isolation, as a release gives it back.</summary>
/// <param name="Interfaces">Its network interfaces by id.</param>
internal sealed record InstanceBefore(ImmutableSortedDictionary<string, InterfaceBefore> Interfaces)
{
    /// <summary>The Auto Scaling group that it serves in. Null: none.</summary>
    public ScalingBefore? Scaling { get; init; }

    /// <summary>Where load balancers send traffic to it.</summary>
    public ImmutableArray<TargetBefore> Targets { get; init; } = [];

    /// <summary>The classic load balancers that it is registered with.</summary>
    public ImmutableArray<string> LoadBalancers { get; init; } = [];

    /// <summary>The ARN of its instance profile. Null: it has none.</summary>
    public string? Profile { get; init; }

    /// <summary>Its public addresses. They stay with it; they are kept for the investigation.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];
}

/// <summary>A network interface: its network and its security groups.</summary>
internal sealed record InterfaceBefore(string Vpc, ImmutableArray<string> Groups);

/// <summary>A member of an Auto Scaling group.</summary>
/// <param name="Group">The group's name.</param>
/// <param name="State">The lifecycle state, such as <c>InService</c>.</param>
internal sealed record ScalingBefore(string Group, string State);

/// <summary>A registration with a target group.</summary>
/// <param name="TargetGroup">The target group's ARN.</param>
/// <param name="Id">The instance's id, or one of its addresses.</param>
/// <param name="Port">The port. Null: the target group's own.</param>
/// <param name="Zone">The zone, for addresses outside of the network. Null: the target's own.</param>
internal sealed record TargetBefore(string TargetGroup, string Id, int? Port, string? Zone);
