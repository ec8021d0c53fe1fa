using System.Collections.Immutable;
using Ec2Instance = Amazon.EC2.Model.Instance;

namespace IrSdk.Aws;

/// <summary>
/// Gives every interface its groups back, and the instance its places in load balancers and its Auto Scaling group. The
/// isolation group stays for the next incident.
/// </summary>
internal sealed class ReleaseInstanceHandler(HandlerAccess access) : Restoring<ReleaseInstance, InstanceBefore>(access), IAwsHandler<ReleaseInstance>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "IamInstanceProfileAssociations"),
        .. Traffic.Permissions("ExitStandby", "RegisterTargets", "RegisterInstancesWithLoadBalancer"),
        .. Ec2Permissions.On("network-interface/*", "ModifyNetworkInterfaceAttribute"),
        .. Ec2Permissions.On("security-group/*", "ModifyNetworkInterfaceAttribute"),
        .. InstanceProfiles.GivingBack,
    ];

    protected override async Task RestoreAsync(ReleaseInstance action, InstanceBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var id = action.Resource.Id.Name;
        var host = await Host.ReadToRestoreAsync(step, id, cancellationToken).ConfigureAwait(false);
        await Interfaces.SetAsync(step, host, one => prior.Interfaces.GetValueOrDefault(one.NetworkInterfaceId)?.Groups, cancellationToken).ConfigureAwait(false);
        if (prior.Profile is { } profile)
        {
            await InstanceProfiles.RestoreAsync(step, id, profile, cancellationToken).ConfigureAwait(false);
        }

        await Traffic.JoinAsync(step, id, prior, cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<bool> IsRestoredAsync(ReleaseInstance action, InstanceBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var host = await Host.ReadToRestoreAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false);
        return Misplaced(host, prior) is null
            && (prior.Profile is not { } profile || InstanceProfiles.IsDenyAll(profile)
                || await InstanceProfiles.ReadAsync(step, host.InstanceId, cancellationToken).ConfigureAwait(false) is not { } now || !InstanceProfiles.IsDenyAll(now.IamInstanceProfile.Arn))
            && await Traffic.HasJoinedAsync(step, host, prior, cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<string?> DriftAsync(ReleaseInstance action, InstanceBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var host = await Host.ReadToRestoreAsync(step, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false);
        var now = Interfaces.Read(host);
        if (prior.Interfaces.Keys.FirstOrDefault(name => !now.ContainsKey(name)) is { } gone)
        {
            return $"interface {gone} is gone";
        }

        return Interfaces.Of(host).FirstOrDefault(one => prior.Interfaces.TryGetValue(one.NetworkInterfaceId, out var before)
            && !Interfaces.GroupsOf(one).SequenceEqual(before.Groups)
            && !(one.Groups is [var only] && IsolationGroup.Is(only, step.Options))) is { } moved
            ? $"interface {moved.NetworkInterfaceId} is in {string.Join(", ", Interfaces.GroupsOf(moved))}"
            : null;
    }

    private static string? Misplaced(Ec2Instance host, InstanceBefore prior)
    {
        var now = Interfaces.Read(host);
        return prior.Interfaces.FirstOrDefault(one => !now.TryGetValue(one.Key, out var there) || !there.Groups.SequenceEqual(one.Value.Groups)).Key;
    }
}
