using Amazon.EC2;
using Amazon.EC2.Model;

namespace IrSdk.Aws;

/// <summary>Flow logs on every network or its subnets, delivered where an export can copy them.</summary>
internal static class FlowLogs
{
    private const string Name = "network flow logs";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        var networks = await scene.InEachRegionAsync(access => OfRegionAsync(access, cancellationToken), cancellationToken).ConfigureAwait(false);
        var dark = networks.Where(network => !network.IsLogged).Select(network => network.Id).ToList();
        var elsewhere = networks.Where(network => network is { IsLogged: true, InBucket: false }).Select(network => network.Id).ToList();
        return networks.IsEmpty ? new(Name, ReadinessStatus.Ready, "There are no networks.")
            : dark.Count > 0 ? new(Name, ReadinessStatus.Missing, $"{dark.Count} of {networks.Length} networks have no active flow logs ({ReadinessScene.Some(dark)}).",
                "Turn flow logs of all traffic on for every production subnet, to a bucket, kept for 90 days or more.")
            : elsewhere.Count > 0 ? new(Name, ReadinessStatus.Partly, $"{elsewhere.Count} of {networks.Length} networks log elsewhere than to a bucket ({ReadinessScene.Some(elsewhere)}).",
                "Deliver to a bucket as well: only those logs can be exported in an incident.")
            : new(Name, ReadinessStatus.Ready, $"All {networks.Length} networks log to buckets; that they are kept for 90 days is for their lifecycle rules to say.");
    }

    private static async Task<IEnumerable<(string Id, bool IsLogged, bool InBucket)>> OfRegionAsync(AwsAccess access, CancellationToken cancellationToken)
    {
        var networks = await Paging.AllAsync<DescribeVpcsResponse, Amazon.EC2.Model.Vpc>(
            token => access.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { NextToken = token }, cancellationToken), page => page.Vpcs, page => page.NextToken).ConfigureAwait(false);
        var subnets = await Paging.AllAsync<DescribeSubnetsResponse, Subnet>(
            token => access.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { NextToken = token }, cancellationToken), page => page.Subnets, page => page.NextToken).ConfigureAwait(false);
        var logs = await Paging.AllAsync<DescribeFlowLogsResponse, FlowLog>(
            token => access.Ec2.DescribeFlowLogsAsync(new DescribeFlowLogsRequest { NextToken = token }, cancellationToken), page => page.FlowLogs, page => page.NextToken).ConfigureAwait(false);
        var active = logs.Where(log => log.FlowLogStatus == "ACTIVE" && log.TrafficType != TrafficType.ACCEPT).ToLookup(log => log.ResourceId);
        return networks.Select(network =>
        {
            var own = active[network.VpcId].ToList();
            var perSubnet = subnets.Where(subnet => subnet.VpcId == network.VpcId).Select(subnet => active[subnet.SubnetId].ToList()).ToList();
            List<List<FlowLog>> covering = own.Count > 0 ? [own] : perSubnet;
            return (network.VpcId, covering.Count > 0 && covering.TrueForAll(some => some.Count > 0),
                covering.Count > 0 && covering.TrueForAll(some => some.Exists(log => log.LogDestinationType == LogDestinationType.S3)));
        });
    }
}
