using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>A user's way into the console before it was removed; what it shows cannot be restored.</summary>
internal sealed record ConsoleBefore(bool HadPassword, ImmutableArray<string> Devices);

/// <summary>Deletes a user's password and deactivates its second factors. Console sessions that are open live on until they are revoked.</summary>
internal sealed class RemoveConsoleAccessHandler(HandlerAccess access) : Containing<RemoveConsoleAccess, ConsoleBefore>(access), IAwsHandler<RemoveConsoleAccess>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUser("GetLoginProfile", "DeleteLoginProfile", "ListMFADevices", "DeactivateMFADevice"),
    ];

    protected override Task<ConsoleBefore> ReadAsync(RemoveConsoleAccess action, AwsStep step, CancellationToken cancellationToken) =>
        LookAsync(action, step, cancellationToken);

    protected override async Task ApplyAsync(RemoveConsoleAccess action, ConsoleBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (user, iam) = (action.Resource.Id.Name, step.Aws.Iam);

        // What is there now: an intruder may have registered a device since the first attempt.
        var now = await LookAsync(action, step, cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(
        [
            .. now.HadPassword ? [iam.DeleteLoginProfileAsync(new() { UserName = user }, cancellationToken).OrNull(static done => done)] : Array.Empty<Task>(),
            .. now.Devices.Select(device => iam.DeactivateMFADeviceAsync(new() { UserName = user, SerialNumber = device }, cancellationToken).OrNull(static done => done)),
        ]).ConfigureAwait(false);
    }

    protected override async Task<string?> DriftAsync(RemoveConsoleAccess action, ConsoleBefore prior, AwsStep step, CancellationToken cancellationToken) =>
        await LookAsync(action, step, cancellationToken).ConfigureAwait(false) switch
        {
            { HadPassword: true } => $"{action.Resource.Id.Name} has a console password again",
            { Devices: [{ } device, ..] } => $"{action.Resource.Id.Name} has the second factor {device} again",
            _ => null,
        };

    protected override string Detail(RemoveConsoleAccess action, ConsoleBefore prior) =>
        $"{(prior.HadPassword ? "password deleted" : "had no password")}, {prior.Devices.Length} second factor{(prior.Devices.Length == 1 ? "" : "s")} deactivated; open console sessions live on";

    private static async Task<ConsoleBefore> LookAsync(RemoveConsoleAccess action, AwsStep step, CancellationToken cancellationToken)
    {
        var user = action.Resource.Id.Name;
        var profile = step.Aws.Iam.GetLoginProfileAsync(new() { UserName = user }, cancellationToken).OrNull(static found => found.LoginProfile);
        var devices = RequireMfaHandler.DevicesAsync(step.Aws.Iam, user, cancellationToken);
        await Task.WhenAll(profile, devices).ConfigureAwait(false);
        return new(await profile.ConfigureAwait(false) is not null, [.. (await devices.ConfigureAwait(false)).Select(device => device.SerialNumber!)]);
    }
}
