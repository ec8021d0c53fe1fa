using System.Collections.Immutable;
using IrSdk.Aws.ElasticLoadBalancingV2;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>What sends traffic to an instance, or replaces it when it does not answer: left before it is isolated, joined again at its release.</summary>
internal static class Traffic
{
    /// <summary>To read where an instance serves, and to leave or join.</summary>
    /// <param name="scaling">The Auto Scaling operation.</param>
    /// <param name="targets">The operation of target groups.</param>
    /// <param name="classic">The operation of classic load balancers.</param>
    public static IEnumerable<AwsPermission> Permissions(string scaling, string targets, string classic) =>
    [
        new("autoscaling:DescribeAutoScalingInstances"),
        new("elasticloadbalancing:DescribeTargetHealth"),
        new("elasticloadbalancing:DescribeLoadBalancers"),
        new($"autoscaling:{scaling}", "arn:{partition}:autoscaling:*:{account}:autoScalingGroup:*"),
        new($"elasticloadbalancing:{targets}", "arn:{partition}:elasticloadbalancing:*:{account}:targetgroup/*"),
        new($"elasticloadbalancing:{classic}", "arn:{partition}:elasticloadbalancing:*:{account}:loadbalancer/*"),
    ];

    /// <summary>The instance, and where it serves.</summary>
    public static async Task<(Ec2Instance Host, InstanceBefore Before)> ReadAsync(AwsStep step, string id, Task<Ec2Instance> reading, CancellationToken cancellationToken)
    {
        var scaling = AutoScalingGroups.ReadAsync(step, id, cancellationToken);
        var classic = LoadBalancers.ClassicAsync(step, id, cancellationToken);
        var groups = LoadBalancers.GroupsAsync(step, cancellationToken);
        var host = await reading.ConfigureAwait(false);
        return (host, new(Interfaces.Read(host))
        {
            Scaling = await scaling.ConfigureAwait(false),
            LoadBalancers = await classic.ConfigureAwait(false),
            Targets = await LoadBalancers.TargetsAsync(step, host, await groups.ConfigureAwait(false), cancellationToken).ConfigureAwait(false),
            Addresses = [.. Interfaces.Of(host).Select(one => one.Association?.PublicIp).OfType<string>().Order(StringComparer.Ordinal)],
        });
    }

    /// <summary>Leaves the Auto Scaling group first, which would count a host without traffic as unhealthy.</summary>
    public static async Task LeaveAsync(AwsStep step, string id, InstanceBefore before, CancellationToken cancellationToken)
    {
        if (before.Scaling is not null)
        {
            await AutoScalingGroups.StandByAsync(step, id, cancellationToken).ConfigureAwait(false);
        }

        await LoadBalancers.DeregisterAsync(step, id, before, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Joins the load balancers first, so that the Auto Scaling group finds it healthy.</summary>
    public static async Task JoinAsync(AwsStep step, string id, InstanceBefore before, CancellationToken cancellationToken)
    {
        await LoadBalancers.RegisterAsync(step, id, before, cancellationToken).ConfigureAwait(false);
        if (before.Scaling is { } scaling)
        {
            await AutoScalingGroups.ReturnAsync(step, id, scaling, cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<bool> HasJoinedAsync(AwsStep step, Ec2Instance host, InstanceBefore before, CancellationToken cancellationToken) =>
        (before.Scaling is not { } scaling || await AutoScalingGroups.HasReturnedAsync(step, host.InstanceId, scaling, cancellationToken).ConfigureAwait(false))
        && await LoadBalancers.AreRegisteredAsync(step, host, before, cancellationToken).ConfigureAwait(false);

    /// <summary>Who has one server less.</summary>
    public static ImmutableArray<string> Breaks(InstanceBefore before) =>
    [
        .. before.Scaling is { State: "InService" } scaling ? [$"the Auto Scaling group {scaling.Group} has one instance less"] : Array.Empty<string>(),
        .. before.Targets.Select(target => target.TargetGroup).Distinct().Select(arn => $"the target group {NameOf(arn)} has one target less"),
        .. before.LoadBalancers.Select(name => $"the load balancer {name} has one instance less"),
    ];

    /// <summary>From <c>arn:…:targetgroup/name/id</c>.</summary>
    private static string NameOf(string targetGroup) => targetGroup.Split('/') is [_, var name, ..] ? name : targetGroup;
}
