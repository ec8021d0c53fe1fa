using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon.Runtime;
using IrSdk.Aws.ElasticLoadBalancing;
using IrSdk.Aws.ElasticLoadBalancingV2;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>Where load balancers send traffic to an instance.</summary>
internal static class LoadBalancers
{
    private const int AtOnce = 8;

    public static async Task<ImmutableArray<string>> ClassicAsync(AwsStep step, string id, CancellationToken cancellationToken)
    {
        var all = await Paging.AllAsync(
            marker => step.Aws.ClassicLoadBalancing.DescribeLoadBalancersAsync(new() { Marker = marker }, cancellationToken),
            page => page.LoadBalancerDescriptions,
            page => page.NextMarker).ConfigureAwait(false);
        return [.. all.Where(one => (one.Instances ?? []).Exists(instance => instance.InstanceId == id)).Select(one => one.LoadBalancerName!).Order(StringComparer.Ordinal)];
    }

    public static Task<List<TargetGroup>> GroupsAsync(AwsStep step, CancellationToken cancellationToken) => Paging.AllAsync(
        marker => step.Aws.LoadBalancing.DescribeTargetGroupsAsync(new() { Marker = marker }, cancellationToken),
        page => page.TargetGroups,
        page => page.NextMarker);

    /// <summary>An instance's registrations, by its id and by its addresses; those that are being drained do not count.</summary>
    public static async Task<ImmutableArray<TargetBefore>> TargetsAsync(AwsStep step, Ec2Instance host, IEnumerable<TargetGroup> groups, CancellationToken cancellationToken)
    {
        var networks = Interfaces.Of(host).Select(one => one.VpcId).ToHashSet();
        var names = Interfaces.Of(host).SelectMany(one => (one.PrivateIpAddresses ?? []).Select(address => address.PrivateIpAddress)
            .Concat((one.Ipv6Addresses ?? []).Select(address => address.Ipv6Address))).Append(host.InstanceId).ToHashSet();
        var found = new ConcurrentBag<TargetBefore>();
        await Parallel.ForEachAsync(
            groups.Where(group => group.TargetType is "instance" or "ip" && group.VpcId is { } vpc && networks.Contains(vpc)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (group, token) =>
            {
                var health = await step.Aws.LoadBalancing.DescribeTargetHealthAsync(new() { TargetGroupArn = group.TargetGroupArn }, token).ConfigureAwait(false);
                foreach (var one in health.TargetHealthDescriptions ?? [])
                {
                    if (one.Target is { Id: { } id } target && names.Contains(id) && one.TargetHealth?.State != "draining")
                    {
                        found.Add(new(group.TargetGroupArn!, id, target.Port, target.AvailabilityZone));
                    }
                }
            }).ConfigureAwait(false);
        return [.. found.OrderBy(one => (one.TargetGroup, one.Id, one.Port))];
    }

    public static Task DeregisterAsync(AwsStep step, string id, InstanceBefore before, CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. ByGroup(before).Select(group => GoneAsync(step.Aws.LoadBalancing.DeregisterTargetsAsync(
            new() { TargetGroupArn = group.Key, Targets = Described(group) }, cancellationToken))),
        .. before.LoadBalancers.Select(name => GoneAsync(step.Aws.ClassicLoadBalancing.DeregisterInstancesFromLoadBalancerAsync(
            new() { LoadBalancerName = name, Instances = [new() { InstanceId = id }] }, cancellationToken))),
    ]);

    public static Task RegisterAsync(AwsStep step, string id, InstanceBefore before, CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. ByGroup(before).Select(group => (Task)step.Aws.LoadBalancing.RegisterTargetsAsync(
            new() { TargetGroupArn = group.Key, Targets = Described(group) }, cancellationToken)),
        .. before.LoadBalancers.Select(name => step.Aws.ClassicLoadBalancing.RegisterInstancesWithLoadBalancerAsync(
            new() { LoadBalancerName = name, Instances = [new() { InstanceId = id }] }, cancellationToken)),
    ]);

    /// <summary>Whether every registration of before is there.</summary>
    public static async Task<bool> AreRegisteredAsync(AwsStep step, Ec2Instance host, InstanceBefore before, CancellationToken cancellationToken)
    {
        var targets = TargetsAsync(
            step, host, before.Targets.Select(one => one.TargetGroup).Distinct().Select(arn => new TargetGroup { TargetGroupArn = arn, TargetType = "instance", VpcId = host.VpcId }), cancellationToken);
        var classic = before.LoadBalancers.IsEmpty ? [] : await ClassicAsync(step, host.InstanceId, cancellationToken).ConfigureAwait(false);
        return !before.Targets.Except(await targets.ConfigureAwait(false)).Any() && !before.LoadBalancers.Except(classic).Any();
    }

    /// <summary>What an earlier call of the step took out is not there to be taken out again.</summary>
    private static async Task GoneAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (AmazonServiceException gone) when (gone.ErrorCode is "InvalidTarget" or "InvalidInstance")
        {
            // As wanted.
        }
    }

    private static IEnumerable<IGrouping<string, TargetBefore>> ByGroup(InstanceBefore before) => before.Targets.GroupBy(target => target.TargetGroup);

    private static List<TargetDescription> Described(IEnumerable<TargetBefore> targets) =>
        [.. targets.Select(target => new TargetDescription { Id = target.Id, Port = target.Port, AvailabilityZone = target.Zone })];
}
