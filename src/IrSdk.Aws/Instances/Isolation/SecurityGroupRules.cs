using System.Collections.Immutable;
using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Makes security groups, and takes out of them what may not be in them.</summary>
internal static class SecurityGroupRules
{
    /// <summary>To make groups, and to change those that were made.</summary>
    public static IEnumerable<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.On("security-group/*", "CreateSecurityGroup"),
        .. Ec2Permissions.On("vpc/*", "CreateSecurityGroup"),
        Ec2Permissions.Tagging("arn:{partition}:ec2:*:{account}:security-group/*", "CreateSecurityGroup"),
        .. Ec2Permissions.OnMade("security-group/*", "RevokeSecurityGroupEgress"),
    ];

    /// <summary>A group with the rules that EC2 gives every new one: all traffic may leave, over IPv6 too where the network has it.</summary>
    public static async Task<SecurityGroup> MakeAsync(
        AwsStep step, string vpc, string name, string description, Func<Task<SecurityGroup?>> find, CancellationToken cancellationToken)
    {
        try
        {
            await step.Aws.Ec2.CreateSecurityGroupAsync(
                new CreateSecurityGroupRequest
                {
                    GroupName = name,
                    Description = description,
                    VpcId = vpc,
                    TagSpecifications = [new() { ResourceType = ResourceType.SecurityGroup, Tags = [.. step.Tags.Select(tag => new Tag(tag.Key, tag.Value))] }],
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonEC2Exception made) when (made.ErrorCode == "InvalidGroup.Duplicate")
        {
            // Another step made it meanwhile, or an earlier try whose answer was lost.
        }

        return await find().ConfigureAwait(false)
            ?? throw new ProviderException($"The security group {name} of {vpc} was made and does not show yet; it is read again while there is time.", isTransient: true);
    }

    /// <summary>Lets nothing out but what is allowed, and that.</summary>
    public static async Task CloseAsync(AwsStep step, SecurityGroup group, ImmutableArray<IpPermission> allowed, CancellationToken cancellationToken)
    {
        var ec2 = step.Aws.Ec2;
        var leaving = Strays(group.IpPermissionsEgress, allowed).ToList();
        if (leaving.Count > 0)
        {
            await GoneAsync(ec2.RevokeSecurityGroupEgressAsync(new RevokeSecurityGroupEgressRequest { GroupId = group.GroupId, IpPermissions = leaving }, cancellationToken)).ConfigureAwait(false);
        }

        var kept = (group.IpPermissionsEgress ?? []).Except(leaving).SelectMany(Flat).ToHashSet();
        var missing = allowed.Where(permission => !Flat(permission).All(kept.Contains)).ToList();
        if (missing.Count > 0)
        {
            await ThereAsync(ec2.AuthorizeSecurityGroupEgressAsync(new AuthorizeSecurityGroupEgressRequest { GroupId = group.GroupId, IpPermissions = missing }, cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Lets nothing in.</summary>
    public static Task LetNobodyInAsync(AwsStep step, SecurityGroup group, CancellationToken cancellationToken) => group.IpPermissions is not { Count: > 0 } entering ? Task.CompletedTask
        : GoneAsync(step.Aws.Ec2.RevokeSecurityGroupIngressAsync(new RevokeSecurityGroupIngressRequest { GroupId = group.GroupId, IpPermissions = entering }, cancellationToken));

    /// <summary>The permissions that let through more than what is allowed.</summary>
    public static IEnumerable<IpPermission> Strays(List<IpPermission>? permissions, ImmutableArray<IpPermission> allowed)
    {
        var flat = allowed.SelectMany(Flat).ToHashSet();
        return (permissions ?? []).Where(permission => !LeadsNowhere(permission) && !Flat(permission).All(flat.Contains));
    }

    /// <summary>A rule to the host itself: a group that a stack makes has one, because without any it would have allow-all.</summary>
    public static bool LeadsNowhere(IpPermission permission) => Ends(permission).All(static end => end == "127.0.0.1/32");

    /// <summary>A permission as people say it: <c>all traffic to 0.0.0.0/0</c>.</summary>
    public static string Said(IpPermission permission)
    {
        var what = permission.IpProtocol == "-1" ? "all traffic"
            : string.Create(CultureInfo.InvariantCulture, $"{permission.IpProtocol} {permission.FromPort}-{permission.ToPort}");
        return $"{what} ({string.Join(", ", Ends(permission))})";
    }

    /// <summary>An answer that was lost, and a rule that is there already, are no failure.</summary>
    public static async Task ThereAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (AmazonEC2Exception there) when (there.ErrorCode == "InvalidPermission.Duplicate")
        {
            // As wanted.
        }
    }

    private static async Task GoneAsync(Task call)
    {
        try
        {
            await call.ConfigureAwait(false);
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidPermission.NotFound")
        {
            // As wanted.
        }
    }

    private static IEnumerable<string> Flat(IpPermission permission) =>
        Ends(permission).Select(end => string.Create(CultureInfo.InvariantCulture, $"{permission.IpProtocol}/{permission.FromPort}-{permission.ToPort}/{end}"));

    private static IEnumerable<string> Ends(IpPermission permission) =>
    [
        .. (permission.Ipv4Ranges ?? []).Select(range => range.CidrIp),
        .. (permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6),
        .. (permission.PrefixListIds ?? []).Select(list => list.Id),
        .. (permission.UserIdGroupPairs ?? []).Select(pair => pair.GroupId),
    ];
}
