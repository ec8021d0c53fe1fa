using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>Gives interfaces their groups back, or subnets their access-control lists, and takes away what blocked them.</summary>
internal sealed class AllowEgressHandler(HandlerAccess access) : Restoring<AllowEgress, EgressBefore>(access), IAwsHandler<AllowEgress>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "SecurityGroups", "NetworkAcls"),
        .. Ec2Permissions.On("network-interface/*", "ModifyNetworkInterfaceAttribute"),
        .. Ec2Permissions.On("security-group/*", "ModifyNetworkInterfaceAttribute"),
        .. Ec2Permissions.OnMade("security-group/*", "DeleteSecurityGroup"),
        .. Ec2Permissions.On("network-acl/*", "ReplaceNetworkAclAssociation"),
        .. Ec2Permissions.On("subnet/*", "ReplaceNetworkAclAssociation"),
        .. Ec2Permissions.OnMade("network-acl/*", "DeleteNetworkAcl"),
    ];

    protected override async Task RestoreAsync(AllowEgress action, EgressBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        if (action.Resource is Vpc network)
        {
            await NetworkEgress.AllowAsync(step, network.Name, prior, cancellationToken).ConfigureAwait(false);
            return;
        }

        var host = await Host.ReadToRestoreAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false);
        await InstanceEgress.AllowAsync(step, host, prior, cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<bool> IsRestoredAsync(AllowEgress action, EgressBefore prior, AwsStep step, CancellationToken cancellationToken) => action.Resource is Vpc network
        ? (await NetworkEgress.NowAsync(step, network.Name, prior, cancellationToken).ConfigureAwait(false)).All(one => prior.Lists[one.Subnet] == one.List)
        : InstanceEgress.IsAllowed(await Host.ReadToRestoreAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false), prior);

    protected override async Task<string?> DriftAsync(AllowEgress action, EgressBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        action.Resource is Vpc network
        && (await NetworkEgress.NowAsync(step, network.Name, prior, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(one => !one.IsOurs && one.List != prior.Lists[one.Subnet]) is { Subnet: { } subnet } moved
            ? $"subnet {subnet} is under {moved.List}"
            : null;
}
