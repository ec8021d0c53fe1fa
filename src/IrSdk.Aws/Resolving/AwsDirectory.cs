using System.Collections.Immutable;
using IrSdk.Resolution;

namespace IrSdk.Aws;

/// <summary>Who is related to whom, from IAM, EC2 and the events that CloudTrail still has (90 days, management events).</summary>
internal sealed class AwsDirectory(AwsAccounts accounts) : IAccountDirectory
{
    /// <summary>What resolution calls.</summary>
    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        .. IamPermissions.OnUsers("GetUser", "ListAccessKeys", "GetAccessKeyLastUsed"),
        .. IamPermissions.OnRoles("GetRole", "ListInstanceProfilesForRole"),
        new("iam:GetInstanceProfile", "arn:{partition}:iam::{account}:instance-profile/*"),
        new("cloudtrail:LookupEvents"),
        new("ec2:DescribeInstances"),
        new("ec2:DescribeIamInstanceProfileAssociations"),
        new("ec2:DescribeVpcs"),
        new("ssm:DescribeInstanceInformation"),
        new("s3:GetBucketTagging", "arn:{partition}:s3:::*"),
    ];

    public async ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) =>
        await RunAsync(resource, access => Descriptions.OfAsync(access, resource, cancellationToken), cancellationToken).ConfigureAwait(false);

    public async ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) =>
        await RunAsync(resource, async access => (ImmutableArray<Resource>)((resource, relation) switch
        {
            (AccessKey key, Relation.Owner) => await OwnerAsync(access, key, cancellationToken).ConfigureAwait(false),
            (IamUser user, Relation.Keys) => await KeysAsync(access, user, cancellationToken).ConfigureAwait(false),
            (AccessKey or IamUser or RoleSession, Relation.MintedSessions) => [.. await Events().MintedAsync(resource, window, cancellationToken).ConfigureAwait(false)],
            (RoleSession session, Relation.Role) => [new IamRole(session.Account, session.RoleName)],
            (Instance instance, Relation.Role) => await Descriptions.OfAsync(access, instance, cancellationToken).ConfigureAwait(false) is Instance { RoleName: { } role } ? [new IamRole(instance.Account, role)] : [],
            (Instance instance, Relation.Network) => await Descriptions.OfAsync(access, instance, cancellationToken).ConfigureAwait(false) is Instance { VpcName: { } vpc } ? [new Vpc(instance.Account, instance.Region, vpc)] : [],
            (AccessKey or RoleSession, Relation.InstanceOfOrigin) => await OriginAsync(resource, window, cancellationToken).ConfigureAwait(false),
            (IamRole role, Relation.InstancesUsing) => await UsingAsync(access, role, cancellationToken).ConfigureAwait(false),
            _ => [],
        }), cancellationToken).ConfigureAwait(false);

    private static async Task<ImmutableArray<Resource>> OwnerAsync(AwsAccess access, AccessKey key, CancellationToken cancellationToken)
    {
        var user = await access.Iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Name }, cancellationToken).OrNull(static found => found.UserName).ConfigureAwait(false);
        return user is { Length: > 0 } ? [new IamUser(key.Account, user)] : [];
    }

    private static async Task<ImmutableArray<Resource>> KeysAsync(AwsAccess access, IamUser user, CancellationToken cancellationToken) =>
    [
        .. (await RevokeAccessKeyHandler.KeysOfAsync(access.Iam, user.Name, cancellationToken).ConfigureAwait(false))
            .Select(key => new AccessKey(user.Account, key.AccessKeyId!)
            {
                UserName = user.Name,
                CreatedAt = key.CreateDate is { } made ? new DateTimeOffset(made.ToUniversalTime()) : null,
            }),
    ];

    private async Task<ImmutableArray<Resource>> OriginAsync(Resource resource, TimeWindow window, CancellationToken cancellationToken)
    {
        var addresses = await Events().AddressesAsync(resource, window, cancellationToken).ConfigureAwait(false);
        string[] named = resource is RoleSession { SessionName: ['i', '-', ..] id } ? [id] : [];
        return await EverywhereAsync(resource.Account, access => InstanceSearch.FromAsync(access, named, addresses, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<Resource>> UsingAsync(AwsAccess access, IamRole role, CancellationToken cancellationToken)
    {
        var profiles = await Paging.AllAsync(
            marker => access.Iam.ListInstanceProfilesForRoleAsync(new() { RoleName = role.Name, Marker = marker }, cancellationToken),
            static page => page.InstanceProfiles,
            static page => page.IsTruncated == true ? page.Marker : null).ConfigureAwait(false);
        string[] arns = [.. profiles.Select(profile => profile.Arn!)];
        return await EverywhereAsync(role.Account, one => InstanceSearch.WithProfilesAsync(one, arns, role.Name, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ImmutableArray<Resource>> EverywhereAsync(AccountId account, Func<AwsAccess, Task<IEnumerable<Resource>>> search, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(accounts.Regions.Select(async region =>
        {
            using var access = await EnterAsync(account, region, cancellationToken).ConfigureAwait(false);
            return await search(access).ConfigureAwait(false);
        })).ConfigureAwait(false);
        return [.. found.SelectMany(static one => one)];
    }

    private TrailEvents Events() => new(accounts, EnterAsync);

    private Task<AwsAccess> EnterAsync(AccountId account, string region, CancellationToken cancellationToken) =>
        accounts.EnterAsync(account, region, AwsPurpose.Evidence, null, Permissions, null, cancellationToken);

    private async Task<T> RunAsync<T>(Resource resource, Func<AwsAccess, Task<T>> look, CancellationToken cancellationToken)
    {
        try
        {
            using var access = await EnterAsync(resource.Account, resource.Id.Region, cancellationToken).ConfigureAwait(false);
            return await look(access).ConfigureAwait(false);
        }
        catch (Exception failed) when (AwsFailure.IsOfTheService(failed) && !cancellationToken.IsCancellationRequested)
        {
            throw AwsFailure.Of(failed);
        }
    }
}
