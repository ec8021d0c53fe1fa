using System.Collections.Immutable;
using Amazon.EC2.Model;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>
/// The security groups of an instance's interfaces. They are set interface by interface: setting them on the instance fails
/// when it has several.
/// </summary>
internal static class Interfaces
{
    public static IEnumerable<InstanceNetworkInterface> Of(Ec2Instance host) => host.NetworkInterfaces ?? [];

    public static ImmutableSortedDictionary<string, InterfaceBefore> Read(Ec2Instance host) => Of(host).ToImmutableSortedDictionary(
        one => one.NetworkInterfaceId, one => new InterfaceBefore(one.VpcId, GroupsOf(one)), StringComparer.Ordinal);

    public static ImmutableArray<string> GroupsOf(InstanceNetworkInterface one) =>
        [.. (one.Groups ?? []).Select(group => group.GroupId).Order(StringComparer.Ordinal)];

    /// <summary>Moves each interface that is elsewhere to its groups.</summary>
    public static Task SetAsync(AwsStep step, Ec2Instance host, Func<InstanceNetworkInterface, ImmutableArray<string>?> groupsOf, CancellationToken cancellationToken) =>
        Task.WhenAll(
            from one in Of(host)
            let groups = groupsOf(one)
            where groups is { Length: > 0 } && !groups.Value.SequenceEqual(GroupsOf(one))
            select step.Aws.Ec2.ModifyNetworkInterfaceAttributeAsync(
                new ModifyNetworkInterfaceAttributeRequest { NetworkInterfaceId = one.NetworkInterfaceId, Groups = [.. groups.Value] }, cancellationToken));
}
