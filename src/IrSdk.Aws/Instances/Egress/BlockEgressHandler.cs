using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Blocks what leaves an instance, or a network. Look-ups at the network's own resolver pass both, because neither security
/// groups nor access-control lists filter them.
/// </summary>
internal sealed class BlockEgressHandler(HandlerAccess access) : Containing<BlockEgress, EgressBefore>(access), IAwsHandler<BlockEgress>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "SecurityGroups", "NetworkAcls", "Vpcs"),
        .. Ec2Permissions.On("network-interface/*", "ModifyNetworkInterfaceAttribute"),
        .. Ec2Permissions.On("security-group/*", "ModifyNetworkInterfaceAttribute"),
        .. SecurityGroupRules.Permissions,
        .. Ec2Permissions.OnMade("security-group/*", "AuthorizeSecurityGroupIngress"),
        .. Ec2Permissions.On("vpc/*", "CreateNetworkAcl"),
        .. Ec2Permissions.On("network-acl/*", "CreateNetworkAcl", "ReplaceNetworkAclAssociation"),
        .. Ec2Permissions.On("subnet/*", "ReplaceNetworkAclAssociation"),
        Ec2Permissions.Tagging("arn:{partition}:ec2:*:{account}:network-acl/*", "CreateNetworkAcl"),
        .. Ec2Permissions.OnMade("network-acl/*", "CreateNetworkAclEntry"),
    ];

    /// <summary>An access-control list keeps no state: it cuts established flows too. A security group does not.</summary>
    protected override Proof ProofOf(BlockEgress action) => action.Resource is Vpc ? Proof.Verified : Proof.NewFlowsOnly;

    protected override async Task<EgressBefore> ReadAsync(BlockEgress action, AwsStep step, CancellationToken cancellationToken) => action.Resource is Vpc network
        ? new() { Lists = await NetworkEgress.ReadAsync(step, network.Name, cancellationToken).ConfigureAwait(false) }
        : new() { Interfaces = await InstanceEgress.ReadAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) };

    protected override Task ApplyAsync(BlockEgress action, EgressBefore prior, AwsStep step, CancellationToken cancellationToken) => action.Resource is Vpc network
        ? NetworkEgress.BlockAsync(step, network.Name, cancellationToken)
        : InstanceEgress.BlockAsync(step, action.Resource.Id.Name, prior, cancellationToken);

    protected override Task<string?> DriftAsync(BlockEgress action, EgressBefore prior, AwsStep step, CancellationToken cancellationToken) => action.Resource is Vpc network
        ? NetworkEgress.DriftAsync(step, network.Name, cancellationToken)
        : InstanceEgress.DriftAsync(step, action.Resource.Id.Name, cancellationToken);

    protected override string Detail(BlockEgress action, EgressBefore prior) => action.Resource is Vpc
        ? string.Create(CultureInfo.InvariantCulture, $"nothing leaves from {prior.Lists.Count} {(prior.Lists.Count == 1 ? "subnet" : "subnets")}")
        : string.Create(CultureInfo.InvariantCulture, $"nothing new leaves from {prior.Interfaces.Count} {(prior.Interfaces.Count == 1 ? "interface" : "interfaces")}");
}
