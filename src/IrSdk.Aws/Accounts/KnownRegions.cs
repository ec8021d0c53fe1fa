using System.Collections.Concurrent;
using Amazon;
using Amazon.EC2.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Whether regions exist. The SDK's list knows the old ones at once; of another one AWS itself is asked, once, for a list must not keep a
/// response out of a region that is younger than it. Where that cannot be asked, the region's own calls find out.
/// </summary>
internal sealed class KnownRegions(Func<RegionEndpoint, Ec2Client> inRegion)
{
    /// <summary>How the SDK describes a region that it was told of only by its name.</summary>
    private const string Unlisted = "Unknown";

    private readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);

    /// <summary>What the responder's own identity needs to ask.</summary>
    public static AwsPermission Asking { get; } = new("ec2:DescribeRegions");

    /// <summary>The region of a partition that is always there, and keeps what has no region.</summary>
    public static string MainOf(string partition) => partition switch
    {
        "aws-cn" => "cn-north-1",
        "aws-us-gov" => "us-gov-west-1",
        _ => "us-east-1",
    };

    /// <exception cref="ProviderException">There is no such region.</exception>
    public async Task RequireAsync(RegionEndpoint region, CancellationToken cancellationToken)
    {
        if (region.DisplayName != Unlisted)
        {
            return;
        }

        if (!asked.TryGetValue(region.SystemName, out var exists))
        {
            asked[region.SystemName] = exists = await ExistsAsync(region, cancellationToken).ConfigureAwait(false);
        }

        if (!exists)
        {
            throw new ProviderException($"AWS has no region {region.SystemName}; correct its name where the options or the alert say it.", isTransient: false);
        }
    }

    private async Task<bool> ExistsAsync(RegionEndpoint region, CancellationToken cancellationToken)
    {
        try
        {
            using var ec2 = inRegion(RegionEndpoint.GetBySystemName(MainOf(region.PartitionName)));
            var all = (await ec2.DescribeRegionsAsync(new DescribeRegionsRequest { AllRegions = true }, cancellationToken).ConfigureAwait(false)).Regions ?? [];
            return all.Count == 0 || all.Exists(one => one.RegionName == region.SystemName);
        }
        catch (Exception failed) when (AwsFailure.IsOfTheService(failed) && !cancellationToken.IsCancellationRequested)
        {
            return true;
        }
    }
}
