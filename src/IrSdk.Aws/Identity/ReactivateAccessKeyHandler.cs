using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>Sets a key back to what it was and removes the deny that came with its revocation.</summary>
internal sealed class ReactivateAccessKeyHandler(HandlerAccess access) : Restoring<ReactivateAccessKey, KeyBefore>(access), IAwsHandler<ReactivateAccessKey>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUsers("ListAccessKeys", "UpdateAccessKey", "GetUserPolicy", "DeleteUserPolicy"),
    ];

    protected override async Task RestoreAsync(ReactivateAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (key, iam) = ((AccessKey)action.Resource, step.Aws.Iam);
        if (!prior.WasDenied)
        {
            await Principal.User(prior.User).SetPolicyAsync(iam, RevokeAccessKeyHandler.DenyOf(key), null, cancellationToken).ConfigureAwait(false);
        }

        await iam.UpdateAccessKeyAsync(new() { UserName = prior.User, AccessKeyId = key.Name, Status = prior.Status }, cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<bool> IsRestoredAsync(ReactivateAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (status, deny) = await ReadAsync(action, prior, step, cancellationToken).ConfigureAwait(false);
        return status == prior.Status && (prior.WasDenied || deny is null);
    }

    protected override async Task<string?> DriftAsync(ReactivateAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (status, deny) = await ReadAsync(action, prior, step, cancellationToken).ConfigureAwait(false);
        return status is null ? "the key was deleted"
            : deny is not null && !PolicyDocument.Same(deny, PolicyDocument.DenyAll()) ? $"the deny on {prior.User} was rewritten"
            : null;
    }

    private static async Task<(string? Status, string? Deny)> ReadAsync(ReactivateAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (key, iam) = ((AccessKey)action.Resource, step.Aws.Iam);
        var keys = RevokeAccessKeyHandler.KeysOfAsync(iam, prior.User, cancellationToken);
        var deny = Principal.User(prior.User).PolicyAsync(iam, RevokeAccessKeyHandler.DenyOf(key), cancellationToken);
        await Task.WhenAll(keys, deny).ConfigureAwait(false);
        return ((await keys.ConfigureAwait(false)).FirstOrDefault(one => one.AccessKeyId == key.Name)?.Status, await deny.ConfigureAwait(false));
    }
}
