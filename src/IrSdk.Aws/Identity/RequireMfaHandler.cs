using System.Collections.Immutable;
using IrSdk.Aws.IdentityManagement;

namespace IrSdk.Aws;

/// <summary>
/// Denies a user everything that is not done with a second factor; also to register one, which an intruder with the password
/// would do first.
/// </summary>
internal sealed class RequireMfaHandler(HandlerAccess access) : Denying<RequireMfa>(access), IAwsHandler<RequireMfa>
{
    private const string Policy = "irsdk-require-mfa";

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUser("GetUserPolicy", "PutUserPolicy", "ListMFADevices"),
    ];

    public static string Deny { get; } = PolicyDocument.DenyAll(new("BoolIfExists", "aws:MultiFactorAuthPresent", "false"));

    protected override async Task<PolicyBefore> ReadAsync(RequireMfa action, AwsStep step, CancellationToken cancellationToken)
    {
        var user = action.Resource.Id.Name;
        var document = Principal.User(user).PolicyAsync(step.Aws.Iam, Policy, cancellationToken);
        var devices = DevicesAsync(step.Aws.Iam, user, cancellationToken);
        await Task.WhenAll(document, devices).ConfigureAwait(false);
        var serials = (await devices.ConfigureAwait(false)).Select(device => device.SerialNumber!).ToImmutableArray();
        return new(Policy, await document.ConfigureAwait(false))
        {
            At = step.Aws.IamClock.Now,
            Devices = serials,
            Breaks =
            [
                .. serials.IsEmpty ? [$"{user} has no second factor and is locked out until an administrator registers one."] : Array.Empty<string>(),
                $"{user}'s access keys stop working, except in sessions with a second factor.",
            ],
        };
    }

    protected override string Document(RequireMfa action, PolicyBefore prior, AwsStep step) => Deny;

    protected override async Task<string?> DriftAsync(RequireMfa action, PolicyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var devices = DevicesAsync(step.Aws.Iam, action.Resource.Id.Name, cancellationToken);
        var drift = base.DriftAsync(action, prior, step, cancellationToken);
        await Task.WhenAll(devices, drift).ConfigureAwait(false);
        return await drift.ConfigureAwait(false)
            ?? ((await devices.ConfigureAwait(false)).FirstOrDefault(device => !prior.Devices.Contains(device.SerialNumber!)) is { } made
                ? $"{action.Resource.Id.Name} has a new second factor {made.SerialNumber}"
                : null);
    }

    protected override string Detail(RequireMfa action, PolicyBefore prior) => "denied without a second factor";

    public static Task<List<MFADevice>> DevicesAsync(AmazonIdentityManagementServiceClient iam, string user, CancellationToken cancellationToken) =>
        Paging.AllAsync(
            marker => iam.ListMFADevicesAsync(new() { UserName = user, Marker = marker }, cancellationToken),
            static page => page.MFADevices,
            static page => page.IsTruncated == true ? page.Marker : null);
}

/// <summary>Removes the second-factor requirement.</summary>
internal sealed class LiftMfaRequirementHandler(HandlerAccess access) : Allowing<LiftMfaRequirement>(access), IAwsHandler<LiftMfaRequirement>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUser("GetUserPolicy", "PutUserPolicy", "DeleteUserPolicy"),
    ];

    protected override bool IsOurs(LiftMfaRequirement action, PolicyBefore prior, string document) => PolicyDocument.Same(document, RequireMfaHandler.Deny);
}
