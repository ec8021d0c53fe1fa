using System.Collections.Immutable;
using Amazon.EC2.Model;
using IrSdk.Runtime;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>
/// Each interface moves to a group of its own that lets in what its former groups let in, and nothing out. Taking the rules out
/// of the former groups would cut off everybody else in them; a group without any rules would fail the health checks for which
/// an Auto Scaling group terminates.
/// </summary>
internal static class InstanceEgress
{
    private const string Prefix = "irsdk-no-egress-";

    public static async Task<ImmutableSortedDictionary<string, InterfaceBefore>> ReadAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        var host = await Host.ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
        return Host.IsGone(host) || !Interfaces.Of(host).Any()
            ? throw new ProviderException($"{id} is {Host.StateOf(host)} and has no network interface; check that the alert names the right instance.", isTransient: false)
            : Interfaces.Read(host);
    }

    public static async Task BlockAsync(AwsStep step, string id, EgressBefore prior, CancellationToken cancellationToken)
    {
        var host = await Host.ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
        var made = await Task.WhenAll(Interfaces.Of(host).Where(one => !IsBlocked(one, step.Options)).Select(async one =>
            (one.NetworkInterfaceId, Group: await EnsureAsync(step, one, prior, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        var groups = made.ToDictionary(one => one.NetworkInterfaceId, one => one.Group, StringComparer.Ordinal);
        await Interfaces.SetAsync(step, host, one => groups.TryGetValue(one.NetworkInterfaceId, out var group) ? [group] : null, cancellationToken).ConfigureAwait(false);
    }

    public static async Task<string?> DriftAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        if (await Host.FindAsync(step, id, cancellationToken).ConfigureAwait(false) is not { } host || Host.IsGone(host))
        {
            return null;
        }

        if (Interfaces.Of(host).FirstOrDefault(one => !IsBlocked(one, step.Options)) is { } open)
        {
            return $"interface {open.NetworkInterfaceId} is in {string.Join(", ", Interfaces.GroupsOf(open))}";
        }

        var groups = Interfaces.Of(host).SelectMany(one => Interfaces.GroupsOf(one)).Distinct().ToList();
        var read = groups.Count == 0 ? [] : (await step.Aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = groups }, cancellationToken).ConfigureAwait(false)).SecurityGroups;
        return read.Find(group => group.IpPermissionsEgress is { Count: > 0 }) is { } leaking
            ? $"the group {leaking.GroupId} lets {SecurityGroupRules.Said(leaking.IpPermissionsEgress[0])} out"
            : null;
    }

    /// <summary>Moves back what is in our groups, and takes these away. An interface that was isolated since is left to its own release.</summary>
    public static async Task AllowAsync(AwsStep step, Ec2Instance host, EgressBefore prior, CancellationToken cancellationToken)
    {
        await Interfaces.SetAsync(step, host, one => IsOurs(one) ? prior.Interfaces.GetValueOrDefault(one.NetworkInterfaceId)?.Groups : null, cancellationToken).ConfigureAwait(false);
        foreach (var (name, before) in prior.Interfaces)
        {
            var isStillIn = Interfaces.Of(host).Any(one => one.NetworkInterfaceId == name && !IsOurs(one) && !Interfaces.GroupsOf(one).SequenceEqual(before.Groups));
            if (!isStillIn && await FindAsync(step, before.Vpc, name, cancellationToken).ConfigureAwait(false) is { } group)
            {
                await step.Aws.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group.GroupId }, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The interfaces that are still in our groups.</summary>
    public static bool IsAllowed(Ec2Instance host, EgressBefore prior) =>
        !Interfaces.Of(host).Any(one => IsOurs(one) && prior.Interfaces.ContainsKey(one.NetworkInterfaceId));

    /// <summary>An interface that is isolated lets nothing out either, and stays so.</summary>
    private static bool IsBlocked(InstanceNetworkInterface one, AwsOptions options) =>
        IsOurs(one) || (one.Groups is [var only] && IsolationGroup.Is(only, options));

    private static bool IsOurs(InstanceNetworkInterface one) => one.Groups is [var only] && only.GroupName == Prefix + one.NetworkInterfaceId;

    private static async Task<string> EnsureAsync(AwsStep step, InstanceNetworkInterface one, EgressBefore prior, CancellationToken cancellationToken)
    {
        var finding = () => FindAsync(step, one.VpcId, one.NetworkInterfaceId, cancellationToken);
        var formerly = prior.Interfaces.TryGetValue(one.NetworkInterfaceId, out var before) ? before.Groups : Interfaces.GroupsOf(one);
        var reading = formerly.IsEmpty ? null : step.Aws.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [.. formerly] }, cancellationToken);
        var group = await finding().ConfigureAwait(false)
            ?? await SecurityGroupRules.MakeAsync(step, one.VpcId, Prefix + one.NetworkInterfaceId, "Lets nothing out during an incident", finding, cancellationToken).ConfigureAwait(false);
        var entering = reading is null ? [] : ((await reading.ConfigureAwait(false)).SecurityGroups ?? []).SelectMany(former => former.IpPermissions ?? []).ToList();
        await SecurityGroupRules.CloseAsync(step, group, [], cancellationToken).ConfigureAwait(false);
        foreach (var permission in entering)
        {
            await SecurityGroupRules.ThereAsync(step.Aws.Ec2.AuthorizeSecurityGroupIngressAsync(
                new AuthorizeSecurityGroupIngressRequest { GroupId = group.GroupId, IpPermissions = [permission] }, cancellationToken)).ConfigureAwait(false);
        }

        return group.GroupId;
    }

    private static async Task<SecurityGroup?> FindAsync(AwsStep step, string vpc, string name, CancellationToken cancellationToken)
    {
        var read = await step.Aws.Ec2.DescribeSecurityGroupsAsync(
            new DescribeSecurityGroupsRequest { Filters = [new() { Name = "vpc-id", Values = [vpc] }, new() { Name = "group-name", Values = [Prefix + name] }] }, cancellationToken).ConfigureAwait(false);
        return (read.SecurityGroups ?? []).FirstOrDefault();
    }
}
