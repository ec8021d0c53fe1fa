using System.Net;
using System.Net.Sockets;
using Amazon.EC2.Model;

namespace IrSdk.Aws;

/// <summary>Finds instances in a region, and reads what they are attached to.</summary>
internal static class InstanceSearch
{
    private const int ValuesInAFilter = 200;

    /// <summary>The instances with some ids, or with some addresses that calls came from.</summary>
    /// <remarks>A private address is taken only where one instance alone has it: networks may use the same ones.</remarks>
    public static async Task<IEnumerable<Resource>> FromAsync(AwsAccess access, string[] ids, IReadOnlyCollection<IPAddress> addresses, CancellationToken cancellationToken)
    {
        var v4 = addresses.Where(address => address.AddressFamily == AddressFamily.InterNetwork).ToLookup(IsPrivate, address => address.ToString());
        var found = await Task.WhenAll(
            ByAsync(access, "instance-id", ids, cancellationToken),
            ByAsync(access, "ip-address", [.. v4[false]], cancellationToken),
            ByAsync(access, "private-ip-address", [.. v4[true]], cancellationToken)).ConfigureAwait(false);
        var inside = found[2].GroupBy(one => one.PrivateIpAddress).Where(group => group.Count() == 1).SelectMany(group => group);
        return await ReadAllAsync(access, [.. found[0].Concat(found[1]).Concat(inside).DistinctBy(one => one.InstanceId)], null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The instances with some profiles, which hold a role.</summary>
    public static async Task<IEnumerable<Resource>> WithProfilesAsync(AwsAccess access, string[] profiles, string role, CancellationToken cancellationToken)
    {
        if (profiles.Length == 0)
        {
            return [];
        }

        var associations = await Paging.AllAsync(
            token => access.Ec2.DescribeIamInstanceProfileAssociationsAsync(new() { NextToken = token }, cancellationToken),
            static page => page.IamInstanceProfileAssociations,
            static page => page.NextToken).ConfigureAwait(false);
        string[] ids = [.. associations.Where(one => profiles.Contains(one.IamInstanceProfile?.Arn)).Select(one => one.InstanceId).Distinct()];
        return await ReadAllAsync(access, await ByAsync(access, "instance-id", ids, cancellationToken).ConfigureAwait(false), role, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fills in an instance.</summary>
    public static async Task<Instance> ReadAsync(AwsAccess access, Amazon.EC2.Model.Instance found, Instance instance, CancellationToken cancellationToken) => instance with
    {
        VpcName = found.VpcId,
        RoleName = instance.RoleName ?? await RoleAsync(access, found, cancellationToken).ConfigureAwait(false),
        Interfaces = [.. (found.NetworkInterfaces ?? []).Select(one => one.NetworkInterfaceId)],
        Volumes = [.. (found.BlockDeviceMappings ?? []).Where(one => one.Ebs is not null).Select(one => one.Ebs.VolumeId)],
        Tags = Descriptions.Tagged(found.Tags, static tag => (tag.Key, tag.Value)),
    };

    private static async Task<IEnumerable<Resource>> ReadAllAsync(AwsAccess access, IReadOnlyCollection<Amazon.EC2.Model.Instance> found, string? role, CancellationToken cancellationToken) =>
        await Task.WhenAll(found.Select(one => ReadAsync(access, one, new Instance(access.Account, access.Region, one.InstanceId) { RoleName = role }, cancellationToken))).ConfigureAwait(false);

    /// <summary>Running or stopped ones. No values must never mean all.</summary>
    private static async Task<List<Amazon.EC2.Model.Instance>> ByAsync(AwsAccess access, string filter, string[] values, CancellationToken cancellationToken)
    {
        var pages = await Task.WhenAll(values.Chunk(ValuesInAFilter).Select(chunk => Paging.AllAsync(
            token => access.Ec2.DescribeInstancesAsync(
                new DescribeInstancesRequest
                {
                    NextToken = token,
                    Filters =
                    [
                        new Filter { Name = filter, Values = [.. chunk] },
                        new Filter { Name = "instance-state-name", Values = ["pending", "running", "stopping", "stopped"] },
                    ],
                },
                cancellationToken),
            static page => page.Reservations?.SelectMany(one => one.Instances ?? []).ToList(),
            static page => page.NextToken))).ConfigureAwait(false);
        return [.. pages.SelectMany(static page => page)];
    }

    private static async Task<string?> RoleAsync(AwsAccess access, Amazon.EC2.Model.Instance found, CancellationToken cancellationToken) =>
        found.IamInstanceProfile?.Arn is not { } arn ? null
        : await access.Iam.GetInstanceProfileAsync(new() { InstanceProfileName = arn[(arn.LastIndexOf('/') + 1)..] }, cancellationToken)
            .OrNull(static profile => profile.InstanceProfile?.Roles?.FirstOrDefault()?.RoleName).ConfigureAwait(false);

    private static bool IsPrivate(IPAddress address) => address.GetAddressBytes() is [10, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [100, >= 64 and <= 127, ..];
}
