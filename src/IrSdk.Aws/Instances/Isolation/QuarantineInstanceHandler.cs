using System.Collections.Immutable;
using System.Globalization;
using Amazon.EC2.Model;
using Amazon.Runtime;
using IrSdk.Runtime;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>
/// Takes an instance out of its Auto Scaling group and its load balancers, and moves every network interface to a group without
/// rules. Connections that security groups track already may live on, so the proof is of new flows only; and security groups
/// never filter look-ups at the network's own resolver.
/// </summary>
internal sealed class QuarantineInstanceHandler(HandlerAccess access)
    : Containing<QuarantineInstance, InstanceBefore>(access), IAwsHandler<QuarantineInstance>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "SecurityGroups", "VpcEndpoints", "PrefixLists"),
        new("elasticloadbalancing:DescribeTargetGroups"),
        .. Traffic.Permissions("EnterStandby", "DeregisterTargets", "DeregisterInstancesFromLoadBalancer"),
        .. InstanceProfiles.Permissions,
        .. Ec2Permissions.On("network-interface/*", "ModifyNetworkInterfaceAttribute"),
        .. Ec2Permissions.On("security-group/*", "ModifyNetworkInterfaceAttribute"),
        .. SecurityGroupRules.Permissions,
        .. Ec2Permissions.OnMade("security-group/*", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress"),
    ];

    protected override Proof ProofOf(QuarantineInstance action) => Proof.NewFlowsOnly;

    protected override async Task<InstanceBefore> ReadAsync(QuarantineInstance action, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id.Name;
        var traffic = Traffic.ReadAsync(step, id, Host.ReadAsync(step, id, cancellationToken), cancellationToken);
        var profile = InstanceProfiles.ReadAsync(step, id, cancellationToken);
        var (host, before) = await traffic.ConfigureAwait(false);
        if (Host.IsGone(host) || before.Interfaces.IsEmpty)
        {
            throw new ProviderException($"{id} is {Host.StateOf(host)} and has no network interface to isolate; check that the alert names the right instance.", isTransient: false);
        }

        await GroupsAsync(action, step, host, cancellationToken).ConfigureAwait(false);
        return before with { Profile = (await profile.ConfigureAwait(false))?.IamInstanceProfile.Arn };
    }

    protected override async Task ApplyAsync(QuarantineInstance action, InstanceBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id.Name;
        var host = await Host.ReadAsync(step, id, cancellationToken).ConfigureAwait(false);
        var leaving = Traffic.LeaveAsync(step, id, prior, cancellationToken);
        var closing = EnsureAsync(await GroupsAsync(action, step, host, cancellationToken).ConfigureAwait(false), step, cancellationToken);
        var refused = await RefusalAsync(leaving).ConfigureAwait(false);
        var groups = await closing.ConfigureAwait(false);
        await Interfaces.SetAsync(step, host, one => [groups[one.VpcId]], cancellationToken).ConfigureAwait(false);
        if (step.Options.ReplacesInstanceProfile && !action.KeepLiveResponse)
        {
            await InstanceProfiles.DenyAsync(step, id, cancellationToken).ConfigureAwait(false);
        }

        if (refused is not null)
        {
            throw new ProviderException($"{id} is isolated, but still serves in its groups, which may replace it: {AwsFailure.Of(refused).Message}", isTransient: false, refused);
        }
    }

    protected override async Task<string?> DriftAsync(QuarantineInstance action, InstanceBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        if (await Host.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) is not { } host || Host.IsGone(host))
        {
            return null;
        }

        var found = new Dictionary<string, SecurityGroup>();
        foreach (var group in await GroupsAsync(action, step, host, cancellationToken).ConfigureAwait(false))
        {
            if (await group.FindAsync(step, cancellationToken).ConfigureAwait(false) is not { } there)
            {
                return $"the isolation group of {group.Vpc} is gone";
            }

            if (group.Opening(there, step.Options) is { } opening)
            {
                return $"the isolation group {there.GroupId} {opening}";
            }

            found[group.Vpc] = there;
        }

        return Interfaces.Of(host).FirstOrDefault(one => !Interfaces.GroupsOf(one).SequenceEqual([found[one.VpcId].GroupId])) is { } outside
            ? $"interface {outside.NetworkInterfaceId} is {(prior.Interfaces.ContainsKey(outside.NetworkInterfaceId) ? "in" : "new, and in")} {string.Join(", ", Interfaces.GroupsOf(outside))}"
            : null;
    }

    protected override string Detail(QuarantineInstance action, InstanceBefore prior) => string.Join(", ", new[]
    {
        Counted(prior.Interfaces.Count, "interface"),
        prior.Scaling is { State: "InService" } scaling ? $"on standby in {scaling.Group}" : null,
        prior.Targets.Length + prior.LoadBalancers.Length is > 0 and var served ? $"out of {Counted(served, "load-balancer registration")}" : null,
    }.Where(part => part is not null));

    protected override async Task<ImmutableArray<string>> BreaksAsync(QuarantineInstance action, InstanceBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        if (!action.KeepLiveResponse || await Host.FindAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false) is not { } host)
        {
            return Traffic.Breaks(prior);
        }

        var cut = (await GroupsAsync(action, step, host, cancellationToken).ConfigureAwait(false)).Where(group => group.Allowed.IsEmpty).Select(group => group.Vpc);
        return [.. Traffic.Breaks(prior), .. cut.Select(vpc => $"live response to {host.InstanceId}, which was to be kept: {vpc} has no endpoints for the SSM agent")];
    }

    private static string Counted(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");

    private static async Task<ImmutableArray<IsolationGroup>> GroupsAsync(QuarantineInstance action, AwsStep step, Ec2Instance host, CancellationToken cancellationToken) =>
    [
        .. await Task.WhenAll(Interfaces.Of(host).Select(one => one.VpcId).Distinct().Select(async vpc =>
            new IsolationGroup(vpc, action.KeepLiveResponse ? await LiveResponsePath.ReadAsync(step, vpc, cancellationToken).ConfigureAwait(false) : []))).ConfigureAwait(false),
    ];

    private static async Task<ImmutableDictionary<string, string>> EnsureAsync(ImmutableArray<IsolationGroup> groups, AwsStep step, CancellationToken cancellationToken)
    {
        var ensured = await Task.WhenAll(groups.Select(async group =>
            (group.Vpc, Id: await group.EnsureAsync(step, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        return ensured.ToImmutableDictionary(one => one.Vpc, one => one.Id);
    }

    /// <summary>A group that cannot be left is no reason to leave the intruder connected: it is told after the isolation.</summary>
    private static async Task<AmazonServiceException?> RefusalAsync(Task leaving)
    {
        try
        {
            await leaving.ConfigureAwait(false);
            return null;
        }
        catch (AmazonServiceException refused) when (!AwsFailure.IsTransient(refused))
        {
            return refused;
        }
    }
}
