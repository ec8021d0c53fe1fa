using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Checks whether an account is ready for an incident. Reads only.</summary>
public static class AwsReadiness
{
    private static readonly ImmutableArray<(string Name, Func<ReadinessScene, CancellationToken, Task<ReadinessItem>> Check)> Checks =
    [
        ("audit log", AuditLog.CheckAsync),
        ("network flow logs", FlowLogs.CheckAsync),
        ("DNS query logs", QueryLogs.CheckAsync),
        ("evidence bucket", EvidenceBucket.CheckAsync),
        ("live response", LiveResponseAgents.CheckAsync),
        ("isolation groups", IsolationGroups.CheckAsync),
        ("data classification", DataClassification.CheckAsync),
        ("who can undo", UndoRights.CheckAsync),
        ("where the responder lives", ResponderPlace.CheckAsync),
    ];

    /// <summary>What the checks look at in the account, with the evidence role.</summary>
    internal static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("cloudtrail:DescribeTrails"),
        new("cloudtrail:GetTrailStatus"),
        .. Ec2Permissions.Read("FlowLogs", "Instances", "SecurityGroups", "Subnets", "Vpcs"),
        new("iam:ListRoles"),
        new("iam:ListUsers"),
        new("iam:SimulatePrincipalPolicy", "arn:{partition}:iam::{account}:role/*"),
        new("iam:SimulatePrincipalPolicy", "arn:{partition}:iam::{account}:user/*"),
        new("route53resolver:ListResolverQueryLogConfigAssociations"),
        new("s3:ListAllMyBuckets"),
        new("s3:ListBucket", "arn:{partition}:s3:::*"),
        new("s3:GetBucketTagging", "arn:{partition}:s3:::*"),
        new("s3:GetLifecycleConfiguration", "arn:{partition}:s3:::*"),
        new("ssm:DescribeInstanceInformation"),
    ];

    /// <summary>Checks one account in the regions of the options, all at once.</summary>
    /// <param name="options">How the account is entered.</param>
    /// <param name="account">The account. Null: that of the credentials.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>One item a check, in a fixed order; what cannot be looked up is <see cref="ReadinessStatus.Unknown"/> and says why.</returns>
    /// <exception cref="ProviderException">There are no usable credentials, no region, or one that does not exist.</exception>
    public static async Task<ImmutableArray<ReadinessItem>> CheckAsync(AwsOptions options, AccountId? account, CancellationToken cancellationToken)
    {
        using var accounts = new AwsAccounts(options);
        var caller = await accounts.CallerAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(accounts.Regions.Select(region => accounts.RequireRegionAsync(region, cancellationToken))).ConfigureAwait(false);
        var scene = new ReadinessScene(accounts, account ?? caller, caller);
        return [.. await Task.WhenAll(Checks.Select(check => CheckAsync(check.Name, check.Check, scene, cancellationToken))).ConfigureAwait(false)];
    }

    private static async Task<ReadinessItem> CheckAsync(
        string name, Func<ReadinessScene, CancellationToken, Task<ReadinessItem>> check, ReadinessScene scene, CancellationToken cancellationToken)
    {
        try
        {
            return await check(scene, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failed) when (failed is ProviderException || (AwsFailure.IsOfTheService(failed) && !cancellationToken.IsCancellationRequested))
        {
            // One look-up that fails must not hide what the others found.
            var said = failed as ProviderException ?? AwsFailure.Of(failed);
            return new(name, ReadinessStatus.Unknown, $"It could not be looked up: {said.Message}", "Let the evidence role look ('ir policy --readiness' prints what it needs), and check again.");
        }
    }
}

/// <summary>The account that is checked.</summary>
internal sealed record ReadinessScene(AwsAccounts Accounts, AccountId Account, AccountId Caller)
{
    public AwsOptions Options => Accounts.Options;

    public IEnumerable<string> Regions => Options.Regions.IsEmpty ? [Accounts.HomeRegion] : Options.Regions;

    public Task<AwsAccess> EnterAsync(string region, CancellationToken cancellationToken) =>
        Accounts.EnterAsync(Account, region, AwsPurpose.Evidence, null, AwsReadiness.Permissions, null, cancellationToken);

    /// <summary>Whether incidents may reach a region.</summary>
    public bool Reaches(string region) => Options.Regions.IsEmpty || Options.Regions.Contains(region);

    /// <summary>Asks in every region, one after the other.</summary>
    public async Task<ImmutableArray<T>> InEachRegionAsync<T>(Func<AwsAccess, Task<IEnumerable<T>>> ask, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<T>();
        foreach (var region in Regions)
        {
            using var access = await EnterAsync(region, cancellationToken).ConfigureAwait(false);
            found.AddRange(await ask(access).ConfigureAwait(false));
        }

        return found.ToImmutable();
    }

    public static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Count <= 5 ? string.Join(", ", all) : $"{string.Join(", ", all.Take(5))} and {all.Count - 5} more";
    }
}
