using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace IrSdk.Aws;

/// <summary>Flow logs on every network or its subnets, delivered where an export can copy them, and kept long enough.</summary>
internal static class FlowLogs
{
    private const string Name = "network flow logs";
    private const int LeastDays = 90;

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        var networks = await scene.InEachRegionAsync(access => OfRegionAsync(access, cancellationToken), cancellationToken).ConfigureAwait(false);
        var dark = networks.Where(network => !network.IsLogged).Select(network => network.Id).ToList();
        var elsewhere = networks.Where(network => network is { IsLogged: true, InBucket: false }).Select(network => network.Id).ToList();
        return networks.IsEmpty ? new(Name, ReadinessStatus.Ready, "There are no networks.")
            : dark.Count > 0 ? new(Name, ReadinessStatus.Missing, $"{dark.Count} of {networks.Length} networks have no active flow logs ({ReadinessScene.Some(dark)}).",
                $"Turn flow logs of all traffic on for every production subnet, to a bucket, kept for {LeastDays} days or more.")
            : elsewhere.Count > 0 ? new(Name, ReadinessStatus.Partly, $"{elsewhere.Count} of {networks.Length} networks log elsewhere than to a bucket ({ReadinessScene.Some(elsewhere)}).",
                "Deliver to a bucket as well: only those logs can be exported in an incident.")
            : await KeptAsync(scene, networks.Length, networks.SelectMany(network => network.Places), cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ReadinessItem> KeptAsync(ReadinessScene scene, int networks, IEnumerable<(string Bucket, string Logs)> places, CancellationToken cancellationToken)
    {
        using var access = await scene.EnterAsync(ResourceId.Global, cancellationToken).ConfigureAwait(false);
        var buckets = new List<(string Bucket, LogKeeping Keeping)>();
        foreach (var (bucket, logs) in places.Distinct())
        {
            buckets.Add((bucket, await LogKeeping.OfAsync(scene, access, bucket, logs, cancellationToken).ConfigureAwait(false)));
        }

        var soon = buckets.Where(one => one.Keeping.Days < LeastDays).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Bucket} deletes them after {one.Keeping.Days} days")).ToList();
        var unseen = buckets.Where(one => one.Keeping.Unseen is not null).Select(one => $"{one.Bucket} does not say for how long ({one.Keeping.Unseen})").ToList();
        return soon.Count > 0 ? new(Name, ReadinessStatus.Partly, $"All {networks} networks log to buckets, but {ReadinessScene.Some(soon)}.", $"Let the bucket's lifecycle rules keep them for {LeastDays} days or more.")
            : unseen.Count > 0 ? new(Name, ReadinessStatus.Partly, $"All {networks} networks log to buckets, but {ReadinessScene.Some(unseen)}.",
                $"Let the evidence role read the bucket's lifecycle rules, or look there yourself that they keep flow logs for {LeastDays} days or more.")
            : new(Name, ReadinessStatus.Ready, $"All {networks} networks log to buckets that keep them for {LeastDays} days or more.");
    }

    private static async Task<IEnumerable<LoggedNetwork>> OfRegionAsync(AwsAccess access, CancellationToken cancellationToken)
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
            return new LoggedNetwork(
                network.VpcId,
                covering.Count > 0 && covering.TrueForAll(some => some.Count > 0),
                covering.Count > 0 && covering.TrueForAll(some => some.Exists(IsToBucket)),
                [.. covering.SelectMany(some => some).Where(IsToBucket).Select(log => NetworkLogs.Source(log, access.Account, access.Region)).Select(source => (source.Bucket, source.Prefix))]);
        });
    }

    private static bool IsToBucket(FlowLog log) => log.LogDestinationType == LogDestinationType.S3;

    private sealed record LoggedNetwork(string Id, bool IsLogged, bool InBucket, List<(string Bucket, string Logs)> Places);
}
