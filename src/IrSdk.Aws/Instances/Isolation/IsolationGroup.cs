using System.Collections.Immutable;
using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>The security group of a network that lets nothing through, or nothing but live response.</summary>
/// <param name="Vpc">The network.</param>
/// <param name="Allowed">What may leave through it. Empty: nothing.</param>
internal sealed record IsolationGroup(string Vpc, ImmutableArray<IpPermission> Allowed)
{
    private const string LiveResponse = "-live-response";

    /// <summary>Whether a group is one of ours, as an interface names it.</summary>
    public static bool Is(GroupIdentifier group, AwsOptions options) =>
        group.GroupName == options.IsolationGroup || group.GroupName == options.IsolationGroup + LiveResponse || options.IsolationGroups.ContainsValue(group.GroupId);

    /// <summary>The group. Null: the network has none yet.</summary>
    public async Task<SecurityGroup?> FindAsync(AwsStep step, CancellationToken cancellationToken)
    {
        var asked = Configured(step.Options) is { } id
            ? new DescribeSecurityGroupsRequest { GroupIds = [id] }
            : new DescribeSecurityGroupsRequest { Filters = [new() { Name = "vpc-id", Values = [Vpc] }, new() { Name = "group-name", Values = [Name(step.Options)] }] };
        var read = await step.Aws.Ec2.DescribeSecurityGroupsAsync(asked, cancellationToken).ConfigureAwait(false);
        return (read.SecurityGroups ?? []).FirstOrDefault();
    }

    /// <summary>The group's id; it is made where it is missing, and closed where it was opened.</summary>
    public async Task<string> EnsureAsync(AwsStep step, CancellationToken cancellationToken)
    {
        var group = await FindAsync(step, cancellationToken).ConfigureAwait(false) ?? await MakeAsync(step, cancellationToken).ConfigureAwait(false);
        if (Configured(step.Options) is not null)
        {
            return Opening(group, step.Options) is not { } opening
                ? group.GroupId
                : throw new ProviderException($"The isolation group {group.GroupId} of {Vpc} {opening}; take its rules out, or set another group.", isTransient: false);
        }

        await Task.WhenAll(SecurityGroupRules.CloseAsync(step, group, Allowed, cancellationToken), SecurityGroupRules.LetNobodyInAsync(step, group, cancellationToken)).ConfigureAwait(false);
        return group.GroupId;
    }

    /// <summary>What a group lets through that it must not, in a few words. Null: nothing. What may enter a group of the operator's own is the operator's decision.</summary>
    public string? Opening(SecurityGroup group, AwsOptions options) =>
        SecurityGroupRules.Strays(group.IpPermissionsEgress, Allowed).FirstOrDefault() is { } leaving ? $"lets {SecurityGroupRules.Said(leaving)} out"
        : Configured(options) is null && group.IpPermissions is [var entering, ..] ? $"lets {SecurityGroupRules.Said(entering)} in"
        : null;

    private string Name(AwsOptions options) => Allowed.IsEmpty ? options.IsolationGroup : options.IsolationGroup + LiveResponse;

    private string? Configured(AwsOptions options) => Allowed.IsEmpty ? options.IsolationGroups.GetValueOrDefault(Vpc) : null;

    private Task<SecurityGroup> MakeAsync(AwsStep step, CancellationToken cancellationToken) => SecurityGroupRules.MakeAsync(
        step, Vpc, Name(step.Options), "Isolates instances during incidents", () => FindAsync(step, cancellationToken), cancellationToken);
}
