using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Aws.IdentityManagement;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A key, its user and the user's other keys before a revocation.</summary>
internal sealed record KeyBefore(string User, string Status, bool WasDenied, ImmutableArray<string> Keys)
{
    /// <summary>When the key was last used, and for what. Null: never.</summary>
    public string? LastUsed { get; init; }
}

/// <summary>
/// Sets a key inactive and denies everything to its user, whose sessions would outlive the key. Each key brings a deny of its own,
/// so that reactivating one leaves the other's.
/// </summary>
internal sealed class RevokeAccessKeyHandler(HandlerAccess access) : Containing<RevokeAccessKey, KeyBefore>(access), IAwsHandler<RevokeAccessKey>
{
    private const string TemporaryKeys = "ASIA";

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUsers("ListAccessKeys", "GetAccessKeyLastUsed", "UpdateAccessKey", "GetUserPolicy", "PutUserPolicy"),
    ];

    public static string DenyOf(AccessKey key) => $"irsdk-revoked-{key.Name}";

    protected override async Task<KeyBefore> ReadAsync(RevokeAccessKey action, AwsStep step, CancellationToken cancellationToken)
    {
        var (key, iam) = ((AccessKey)action.Resource, step.Aws.Iam);
        if (key.Name.StartsWith(TemporaryKeys, StringComparison.Ordinal))
        {
            throw new ProviderException($"{key.Name} is the temporary key of a session and cannot be set inactive; revoke the sessions of its role or user.", isTransient: false);
        }

        var use = iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Name }, cancellationToken).OrNull(static found => found);
        var user = key.UserName ?? ((await use.ConfigureAwait(false))?.UserName is { Length: > 0 } owner ? owner
            : throw new ProviderException($"{key.Name} belongs to no user of {key.Account}; if it is the root user's, sign in as root and delete it there.", isTransient: false));
        var keys = KeysOfAsync(iam, user, cancellationToken);
        var deny = Principal.User(user).PolicyAsync(iam, DenyOf(key), cancellationToken);
        await Task.WhenAll(keys, deny, use).ConfigureAwait(false);
        var status = (await keys.ConfigureAwait(false)).FirstOrDefault(one => one.AccessKeyId == key.Name)?.Status
            ?? throw new ProviderException($"{user} has no key {key.Name}; it was deleted, or belongs to somebody else.", isTransient: false);
        return new(user, status, await deny.ConfigureAwait(false) is not null, [.. (await keys.ConfigureAwait(false)).Select(one => one.AccessKeyId!)])
        {
            LastUsed = (await use.ConfigureAwait(false))?.AccessKeyLastUsed is { LastUsedDate: { } at } last
                ? string.Create(CultureInfo.InvariantCulture, $"{last.ServiceName} in {last.Region} at {at:yyyy-MM-dd HH:mm} UTC")
                : null,
        };
    }

    protected override Task ApplyAsync(RevokeAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (key, iam) = ((AccessKey)action.Resource, step.Aws.Iam);
        return Task.WhenAll(
            iam.UpdateAccessKeyAsync(new() { UserName = prior.User, AccessKeyId = key.Name, Status = "Inactive" }, cancellationToken),
            Principal.User(prior.User).SetPolicyAsync(iam, DenyOf(key), PolicyDocument.DenyAll(), cancellationToken));
    }

    protected override async Task<string?> DriftAsync(RevokeAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var (key, iam) = ((AccessKey)action.Resource, step.Aws.Iam);
        var reading = KeysOfAsync(iam, prior.User, cancellationToken);
        var deny = Principal.User(prior.User).PolicyAsync(iam, DenyOf(key), cancellationToken);
        await Task.WhenAll(reading, deny).ConfigureAwait(false);
        var keys = await reading.ConfigureAwait(false);
        return keys.Any(one => one.AccessKeyId == key.Name && one.Status == "Active") ? $"{key.Name} is active again"
            : !PolicyDocument.Same(await deny.ConfigureAwait(false), PolicyDocument.DenyAll()) ? $"the deny was detached from {prior.User}"
            : keys.FirstOrDefault(one => one.Status == "Active" && !prior.Keys.Contains(one.AccessKeyId!)) is { } made ? $"{prior.User} has a new key {made.AccessKeyId}"
            : null;
    }

    protected override string Detail(RevokeAccessKey action, KeyBefore prior) => $"inactive, {prior.User} denied";

    protected override Task<ImmutableArray<string>> BreaksAsync(RevokeAccessKey action, KeyBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var others = prior.Keys.Where(key => key != action.Resource.Id.Name).ToArray();
        return Task.FromResult<ImmutableArray<string>>(
        [
            .. prior.LastUsed is { } last ? [$"Whoever holds {action.Resource.Id.Name} stops working; it was last used for {last}."] : Array.Empty<string>(),
            .. others.Length > 0 ? [$"The deny on {prior.User} also stops {string.Join(" and ", others)}."] : Array.Empty<string>(),
        ]);
    }

    public static Task<List<AccessKeyMetadata>> KeysOfAsync(AmazonIdentityManagementServiceClient iam, string user, CancellationToken cancellationToken) =>
        Paging.AllAsync(
            marker => iam.ListAccessKeysAsync(new() { UserName = user, Marker = marker }, cancellationToken),
            static page => page.AccessKeyMetadata,
            static page => page.IsTruncated == true ? page.Marker : null);
}
