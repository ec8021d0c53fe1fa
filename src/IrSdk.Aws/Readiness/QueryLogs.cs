using Amazon.EC2.Model;
using IrSdk.Aws.Route53Resolver;

namespace IrSdk.Aws;

/// <summary>DNS queries of every network are logged.</summary>
internal static class QueryLogs
{
    private const string Name = "DNS query logs";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        var networks = await scene.InEachRegionAsync(access => OfRegionAsync(access, cancellationToken), cancellationToken).ConfigureAwait(false);
        var silent = networks.Where(network => !network.IsLogged).Select(network => network.Id).ToList();
        return silent.Count == 0
            ? new(Name, ReadinessStatus.Ready, networks.IsEmpty ? "There are no networks." : $"The queries of all {networks.Length} networks are logged.")
            : new(Name, ReadinessStatus.Missing, $"{silent.Count} of {networks.Length} networks do not log their DNS queries ({ReadinessScene.Some(silent)}).",
                "Associate every network with a Resolver query log configuration that delivers to a bucket.");
    }

    private static async Task<IEnumerable<(string Id, bool IsLogged)>> OfRegionAsync(AwsAccess access, CancellationToken cancellationToken)
    {
        var networks = await Paging.AllAsync<DescribeVpcsResponse, Amazon.EC2.Model.Vpc>(
            token => access.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { NextToken = token }, cancellationToken), page => page.Vpcs, page => page.NextToken).ConfigureAwait(false);
        var associations = await Paging.AllAsync<ListResolverQueryLogConfigAssociationsResponse, ResolverQueryLogConfigAssociation>(
            token => access.Resolver.ListResolverQueryLogConfigAssociationsAsync(new() { NextToken = token }, cancellationToken),
            page => page.ResolverQueryLogConfigAssociations, page => page.NextToken).ConfigureAwait(false);
        var logged = associations.Where(one => one.Status is "ACTIVE" or "CREATING").Select(one => one.ResourceId).ToHashSet();
        return networks.Select(network => (network.VpcId, logged.Contains(network.VpcId)));
    }
}
