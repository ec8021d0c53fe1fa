using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Each subnet moves to an access-control list that lets in what its former one let in, and out only what stays in the network.
/// Lists keep no state, so established flows end at once, and going back is one call a subnet: the former lists stay untouched.
/// Taking routes out would spare gateways that are not known, and would have to be put back one by one.
/// </summary>
internal static class NetworkEgress
{
    private const string Former = "irsdk:former-acl";
    private const int FirstAllowed = 32_000;
    private const int Default = 32_767;

    public static async Task<ImmutableSortedDictionary<string, string>> ReadAsync(AwsStep step, string vpc, CancellationToken cancellationToken)
    {
        var subnets = Associations(await ListsAsync(step, vpc, cancellationToken).ConfigureAwait(false)).ToImmutableSortedDictionary(one => one.SubnetId, one => one.NetworkAclId, StringComparer.Ordinal);
        return subnets.IsEmpty
            ? throw new ProviderException($"{vpc} is not in account {step.Aws.Account}, region {step.Aws.Region}, or has no subnets; check where the alert says that it is.", isTransient: false)
            : subnets;
    }

    public static async Task BlockAsync(AwsStep step, string vpc, CancellationToken cancellationToken)
    {
        var reading = ListsAsync(step, vpc, cancellationToken);
        var ranges = await RangesAsync(step, vpc, cancellationToken).ConfigureAwait(false);
        var lists = await reading.ConfigureAwait(false);
        foreach (var former in lists.Where(list => FormerOf(list) is null && list.Associations is { Count: > 0 }))
        {
            var blocking = await EnsureAsync(step, vpc, former, lists, ranges, cancellationToken).ConfigureAwait(false);
            await Task.WhenAll(former.Associations.Select(one => MoveAsync(step, vpc, one, blocking, cancellationToken))).ConfigureAwait(false);
        }
    }

    public static async Task<string?> DriftAsync(AwsStep step, string vpc, CancellationToken cancellationToken)
    {
        var reading = RangesAsync(step, vpc, cancellationToken);
        var lists = await ListsAsync(step, vpc, cancellationToken).ConfigureAwait(false);
        if (lists.Where(list => FormerOf(list) is null).SelectMany(list => list.Associations ?? []).FirstOrDefault() is { } open)
        {
            return $"subnet {open.SubnetId} is under {open.NetworkAclId}";
        }

        var ranges = (await reading.ConfigureAwait(false)).ToHashSet();
        return lists.Where(list => FormerOf(list) is not null && list.Associations is { Count: > 0 })
            .SelectMany(list => list.Entries.Where(entry => IsEgress(entry) && entry.RuleAction == RuleAction.Allow && !ranges.Contains(entry.CidrBlock ?? entry.Ipv6CidrBlock)).Select(entry => (list, entry)))
            .Select(one => $"{one.list.NetworkAclId} lets traffic out to {one.entry.CidrBlock ?? one.entry.Ipv6CidrBlock}")
            .FirstOrDefault();
    }

    /// <summary>Moves subnets that are under our lists back to their own, and takes ours away.</summary>
    public static async Task AllowAsync(AwsStep step, string vpc, EgressBefore prior, CancellationToken cancellationToken)
    {
        var lists = await ListsAsync(step, vpc, cancellationToken).ConfigureAwait(false);
        var ours = lists.Where(list => FormerOf(list) is { } former && prior.Lists.ContainsValue(former)).ToList();
        await Task.WhenAll(ours.SelectMany(list => list.Associations ?? []).Where(one => prior.Lists.ContainsKey(one.SubnetId))
            .Select(one => MoveAsync(step, vpc, one, prior.Lists[one.SubnetId], cancellationToken))).ConfigureAwait(false);
        foreach (var list in ours.Where(list => (list.Associations ?? []).TrueForAll(one => prior.Lists.ContainsKey(one.SubnetId))))
        {
            await step.Aws.Ec2.DeleteNetworkAclAsync(new DeleteNetworkAclRequest { NetworkAclId = list.NetworkAclId }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What each subnet of before is under now.</summary>
    public static async Task<ImmutableArray<(string Subnet, string List, bool IsOurs)>> NowAsync(AwsStep step, string vpc, EgressBefore prior, CancellationToken cancellationToken)
    {
        var lists = await ListsAsync(step, vpc, cancellationToken).ConfigureAwait(false);
        return [.. lists.SelectMany(list => (list.Associations ?? []).Where(one => prior.Lists.ContainsKey(one.SubnetId)).Select(one => (one.SubnetId, list.NetworkAclId, FormerOf(list) is not null)))];
    }

    private static async Task<List<NetworkAcl>> ListsAsync(AwsStep step, string vpc, CancellationToken cancellationToken) => await Paging.AllAsync(
        token => step.Aws.Ec2.DescribeNetworkAclsAsync(new DescribeNetworkAclsRequest { Filters = [new() { Name = "vpc-id", Values = [vpc] }], NextToken = token }, cancellationToken),
        page => page.NetworkAcls,
        page => page.NextToken).ConfigureAwait(false);

    private static IEnumerable<NetworkAclAssociation> Associations(IEnumerable<NetworkAcl> lists) => lists.SelectMany(list => list.Associations ?? []);

    private static string? FormerOf(NetworkAcl list) => (list.Tags ?? []).Find(tag => tag.Key == Former)?.Value;

    private static bool IsEgress(NetworkAclEntry entry) => entry.Egress == true;

    private static async Task<ImmutableArray<string>> RangesAsync(AwsStep step, string vpc, CancellationToken cancellationToken)
    {
        var read = await step.Aws.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [vpc] }, cancellationToken).ConfigureAwait(false);
        return
        [
            .. (read.Vpcs ?? []).SelectMany(one => (one.CidrBlockAssociationSet ?? []).Select(range => range.CidrBlock)
                .Append(one.CidrBlock)
                .Concat((one.Ipv6CidrBlockAssociationSet ?? []).Select(range => range.Ipv6CidrBlock))).Where(range => range is { Length: > 0 }).Distinct(),
        ];
    }

    /// <summary>The list that stands in for a former one. Its entries are put in before any subnet is under it; putting the same one in again is harmless.</summary>
    private static async Task<string> EnsureAsync(
        AwsStep step, string vpc, NetworkAcl former, List<NetworkAcl> lists, ImmutableArray<string> ranges, CancellationToken cancellationToken)
    {
        var list = lists.Find(one => FormerOf(one) == former.NetworkAclId)
            ?? await CalledOnce.MakeAsync(
                async () => (await ListsAsync(step, vpc, cancellationToken).ConfigureAwait(false)).Find(one => FormerOf(one) == former.NetworkAclId),
                async () => (await step.Aws.Ec2.CreateNetworkAclAsync(
                    new CreateNetworkAclRequest
                    {
                        VpcId = vpc,
                        TagSpecifications =
                        [
                            new() { ResourceType = ResourceType.NetworkAcl, Tags = [.. step.Tags.Select(tag => new Tag(tag.Key, tag.Value)), new(Former, former.NetworkAclId)] },
                        ],
                    }.Once(),
                    cancellationToken).ConfigureAwait(false)).NetworkAcl,
                step,
                cancellationToken).ConfigureAwait(false);
        var kept = former.Entries.Where(entry => entry.RuleNumber < FirstAllowed && (!IsEgress(entry) || entry.RuleAction == RuleAction.Deny));
        var within = ranges.Select((range, at) => new NetworkAclEntry
        {
            Egress = true,
            RuleAction = RuleAction.Allow,
            RuleNumber = FirstAllowed + at,
            Protocol = "-1",
            CidrBlock = range.Contains(':', StringComparison.Ordinal) ? null : range,
            Ipv6CidrBlock = range.Contains(':', StringComparison.Ordinal) ? range : null,
        });
        var there = (list.Entries ?? []).Where(entry => entry.RuleNumber < Default).Select(entry => (entry.RuleNumber, IsEgress(entry))).ToHashSet();
        await Task.WhenAll(kept.Concat(within).Where(entry => !there.Contains((entry.RuleNumber, IsEgress(entry)))).Select(entry => PutAsync(step, list.NetworkAclId, entry, cancellationToken))).ConfigureAwait(false);
        return list.NetworkAclId;
    }

    private static async Task PutAsync(AwsStep step, string list, NetworkAclEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await step.Aws.Ec2.CreateNetworkAclEntryAsync(
                new CreateNetworkAclEntryRequest
                {
                    NetworkAclId = list,
                    Egress = entry.Egress,
                    RuleAction = entry.RuleAction,
                    RuleNumber = entry.RuleNumber,
                    Protocol = entry.Protocol,
                    CidrBlock = entry.CidrBlock,
                    Ipv6CidrBlock = entry.Ipv6CidrBlock,
                    PortRange = entry.PortRange,
                    IcmpTypeCode = entry.IcmpTypeCode,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonEC2Exception there) when (there.ErrorCode == "NetworkAclEntryAlreadyExists")
        {
            // An earlier try, whose answer was lost.
        }
    }

    /// <summary>A move gives the association a new id, so one whose answer was lost cannot be called again with the old one.</summary>
    private static Task<NetworkAclAssociation> MoveAsync(AwsStep step, string vpc, NetworkAclAssociation association, string list, CancellationToken cancellationToken) =>
        CalledOnce.MakeAsync(
            async () => Associations(await ListsAsync(step, vpc, cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.SubnetId == association.SubnetId && one.NetworkAclId == list),
            async () =>
            {
                await step.Aws.Ec2.ReplaceNetworkAclAssociationAsync(
                    new ReplaceNetworkAclAssociationRequest { AssociationId = association.NetworkAclAssociationId, NetworkAclId = list }.Once(), cancellationToken).ConfigureAwait(false);
                return association;
            },
            step,
            cancellationToken);
}
