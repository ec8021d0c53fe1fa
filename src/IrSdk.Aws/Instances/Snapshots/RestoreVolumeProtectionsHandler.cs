using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>Sets an instance's deletion protections back. Its snapshots stay: they are evidence.</summary>
internal sealed class RestoreVolumeProtectionsHandler(HandlerAccess access)
    : Restoring<RestoreVolumeProtections, Protections>(access), IAwsHandler<RestoreVolumeProtections>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. Ec2Permissions.Read("Instances", "InstanceAttribute"),
        .. Ec2Permissions.OnInstance("ModifyInstanceAttribute"),
    ];

    protected override async Task RestoreAsync(RestoreVolumeProtections action, Protections prior, AwsStep step, CancellationToken cancellationToken) =>
        await prior.SetAsync(step, action.Resource.Id.Name, await NowAsync(action, step, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    protected override async Task<bool> IsRestoredAsync(RestoreVolumeProtections action, Protections prior, AwsStep step, CancellationToken cancellationToken) =>
        prior.AreShownBy(await NowAsync(action, step, cancellationToken).ConfigureAwait(false));

    private static Task<Protections> NowAsync(RestoreVolumeProtections action, AwsStep step, CancellationToken cancellationToken) =>
        Protections.ReadAsync(step, action.Resource.Id.Name, Host.ReadToRestoreAsync(step, action.Resource.Id.Name, cancellationToken), cancellationToken);
}
