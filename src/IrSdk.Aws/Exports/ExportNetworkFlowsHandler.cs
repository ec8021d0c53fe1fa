using System.Collections.Immutable;
using Amazon.EC2.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Copies the flow logs and query logs of a network that go to a bucket; what goes elsewhere is a gap that says where.</summary>
internal sealed class ExportNetworkFlowsHandler(HandlerAccess access) : Export<ExportNetworkFlows>(access), IAwsHandler<ExportNetworkFlows>
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("ec2:DescribeFlowLogs"),
        new("ec2:DescribeInstances"),
        new("ec2:DescribeSubnets"),
        new("route53resolver:ListResolverQueryLogConfigAssociations"),
        new("route53resolver:ListResolverQueryLogConfigs"),
        .. ExportPermissions.Copying,
    ];

    protected override TimeSpan WindowOf(ExportNetworkFlows action) => Window;

    protected override async Task<ImmutableArray<LogPlaces>> FindAsync(
        ExportNetworkFlows action, DateTimeOffset from, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id;
        var (vpc, watched) = action.Resource is IrSdk.Vpc
            ? (id.Name, await SubnetsAsync(step, id.Name, cancellationToken).ConfigureAwait(false))
            : await InstanceAsync(step, id.Name, cancellationToken).ConfigureAwait(false);
        watched.Add(vpc);
        return [.. await Task.WhenAll(
            NetworkLogs.FlowsAsync(step, id.Account, vpc, watched, cancellationToken),
            NetworkLogs.QueriesAsync(step, id.Account, vpc, cancellationToken)).ConfigureAwait(false)];
    }

    private static async Task<HashSet<string>> SubnetsAsync(AwsStep step, string vpc, CancellationToken cancellationToken) =>
    [
        .. (await Paging.AllAsync(
            token => step.Aws.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { NextToken = token, Filters = [new("vpc-id", [vpc])] }, cancellationToken),
            page => page.Subnets,
            page => page.NextToken).ConfigureAwait(false)).Select(subnet => subnet.SubnetId),
    ];

    private static async Task<(string Vpc, HashSet<string> Watched)> InstanceAsync(AwsStep step, string name, CancellationToken cancellationToken)
    {
        var found = await step.Aws.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new("instance-id", [name])] }, cancellationToken).ConfigureAwait(false);
        var instance = (found.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []).FirstOrDefault();
        return instance?.VpcId is { } vpc
            ? (vpc, [.. (instance.NetworkInterfaces ?? []).SelectMany(one => new[] { one.NetworkInterfaceId, one.SubnetId })])
            : throw new ProviderException($"{name} does not exist any more, or is in no network; export the flow logs of its network instead.", isTransient: false);
    }
}
