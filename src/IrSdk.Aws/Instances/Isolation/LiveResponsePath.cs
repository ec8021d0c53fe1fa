using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace IrSdk.Aws;

/// <summary>What an isolated instance needs to reach for live response: the network's endpoints of SSM, and of S3 for what is captured.</summary>
internal static class LiveResponsePath
{
    private static readonly string[] Needed = ["ssm", "ssmmessages"];
    private static readonly string[] Used = [.. Needed, "ec2messages", "s3"];

    /// <summary>The rules that let only those through, over TLS. A gateway to S3 lets every bucket through unless its own policy says otherwise.</summary>
    /// <returns>Empty: the network has no endpoints for the agent. Then isolation ends live response: to stay connected for its sake would be worse.</returns>
    public static async Task<ImmutableArray<IpPermission>> ReadAsync(AwsStep step, string vpc, CancellationToken cancellationToken)
    {
        var prefix = $"com.amazonaws.{step.Aws.Region}.";
        var read = await step.Aws.Ec2.DescribeVpcEndpointsAsync(
            new DescribeVpcEndpointsRequest
            {
                Filters = [new() { Name = "vpc-id", Values = [vpc] }, new() { Name = "service-name", Values = [.. Used.Select(service => prefix + service)] }],
            },
            cancellationToken).ConfigureAwait(false);
        var endpoints = read.VpcEndpoints ?? [];
        var missing = Needed.Where(service => !endpoints.Exists(one => one.ServiceName == prefix + service && one.Groups is { Count: > 0 })).ToList();
        if (missing.Count > 0)
        {
            return [];
        }

        var groups = endpoints.SelectMany(one => one.Groups ?? []).Select(group => group.GroupId).Distinct().Order(StringComparer.Ordinal);
        var rules = groups.Select(group => Tls(rule => rule.UserIdGroupPairs = [new() { GroupId = group }])).ToList();
        if (endpoints.Exists(one => one.VpcEndpointType == VpcEndpointType.Gateway))
        {
            var lists = await step.Aws.Ec2.DescribePrefixListsAsync(
                new DescribePrefixListsRequest { Filters = [new() { Name = "prefix-list-name", Values = [prefix + "s3"] }] }, cancellationToken).ConfigureAwait(false);
            rules.AddRange((lists.PrefixLists ?? []).Where(list => list.PrefixListName == prefix + "s3")
                .Select(list => Tls(rule => rule.PrefixListIds = [new() { Id = list.PrefixListId }])));
        }

        return [.. rules];
    }

    private static IpPermission Tls(Action<IpPermission> to)
    {
        var rule = new IpPermission { IpProtocol = "tcp", FromPort = 443, ToPort = 443 };
        to(rule);
        return rule;
    }
}
