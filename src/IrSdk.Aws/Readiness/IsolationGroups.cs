using Amazon.EC2.Model;

namespace IrSdk.Aws;

/// <summary>A group in every network that lets nothing out, made before it is needed.</summary>
internal static class IsolationGroups
{
    private const string Name = "isolation groups";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        var networks = await scene.InEachRegionAsync(access => OfRegionAsync(scene.Options, access, cancellationToken), cancellationToken).ConfigureAwait(false);
        var open = networks.Where(network => network.LetsOut).Select(network => network.Id).ToList();
        var missing = networks.Where(network => !network.IsThere).Select(network => network.Id).ToList();
        return open.Count > 0 ? new(Name, ReadinessStatus.Missing, $"The isolation group of {ReadinessScene.Some(open)} lets traffic out.", "Revoke its egress rules, those for ::/0 too.")
            : missing.Count > 0 ? new(Name, ReadinessStatus.Partly, $"{missing.Count} of {networks.Length} networks have no isolation group ({ReadinessScene.Some(missing)}); it is made in the incident.",
                "Make them beforehand: 'ir policy --template guarded' prints the stack.")
            : new(Name, ReadinessStatus.Ready, networks.IsEmpty ? "There are no networks." : $"All {networks.Length} networks have an isolation group that lets nothing out.");
    }

    private static async Task<IEnumerable<(string Id, bool IsThere, bool LetsOut)>> OfRegionAsync(AwsOptions options, AwsAccess access, CancellationToken cancellationToken)
    {
        var networks = await Paging.AllAsync<DescribeVpcsResponse, Amazon.EC2.Model.Vpc>(
            token => access.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { NextToken = token }, cancellationToken), page => page.Vpcs, page => page.NextToken).ConfigureAwait(false);
        var groups = await Paging.AllAsync<DescribeSecurityGroupsResponse, SecurityGroup>(
            token => access.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { NextToken = token }, cancellationToken),
            page => page.SecurityGroups, page => page.NextToken).ConfigureAwait(false);
        return networks.Select(network =>
        {
            var group = options.IsolationGroups.TryGetValue(network.VpcId, out var id)
                ? groups.Find(one => one.GroupId == id)
                : groups.Find(one => one.VpcId == network.VpcId && one.GroupName == options.IsolationGroup);
            return (network.VpcId, group is not null, group?.IpPermissionsEgress?.Exists(rule => !SecurityGroupRules.LeadsNowhere(rule)) == true);
        });
    }
}
