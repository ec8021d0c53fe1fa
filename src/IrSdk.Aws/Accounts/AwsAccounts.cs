using System.Collections.Concurrent;
using System.Collections.Immutable;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Enters accounts: as which role, with which rights, for which incident.</summary>
internal sealed class AwsAccounts : IDisposable
{
    private const string GlobalEvents = "global-events";

    private static readonly TimeSpan Unused = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(AccountId, string Role, string Session, string? Policy), RoleCredentials> assumed = new();
    private readonly Transport transport;
    private readonly Lazy<AWSCredentials> own;
    private readonly Lazy<RegionEndpoint> home;
    private readonly KnownRegions known;
    private GetCallerIdentityResponse? caller;
    private DateTimeOffset forgotten;

    public AwsAccounts(AwsOptions options)
    {
        Options = options;
        transport = new(options);
        own = new(() => options.Credentials ?? DefaultAWSCredentialsIdentityResolver.GetCredentials(), LazyThreadSafetyMode.PublicationOnly);
        known = new(region => new(new(Own(), region, transport, options with { RetryFor = TimeSpan.Zero }, null)));
        home = new(() => options.Regions is [{ } first, ..] ? RegionEndpoint.GetBySystemName(first) : FallbackRegionFactory.GetRegionEndpoint(), LazyThreadSafetyMode.PublicationOnly);
    }

    public AwsOptions Options { get; }

    /// <summary>How many sessions' credentials are kept.</summary>
    public int Remembered => assumed.Count;

    /// <summary>The region of what has none.</summary>
    public string HomeRegion => Home.SystemName;

    /// <summary>The regions that incidents may reach.</summary>
    public ImmutableArray<string> Regions => Options.Regions.IsEmpty ? [HomeRegion] : Options.Regions;

    /// <summary>The regions whose events say what was done: also where CloudTrail records services that have no region.</summary>
    public ImmutableArray<string> EventRegions => Regions.Contains(GlobalEventsRegion) ? Regions : [.. Regions, GlobalEvents];

    private string GlobalEventsRegion => KnownRegions.MainOf(Home.PartitionName);

    private RegionEndpoint Home => home.Value
        ?? throw new ProviderException("No AWS region is set; set the regions in the provider's options, or AWS_REGION.", isTransient: false);

    /// <summary>Enters an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="region">The region; <see cref="ResourceId.Global"/> for the home region.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="context">The step. Null: resolution or readiness.</param>
    /// <param name="permissions">All that the session may do. Null: all that the role may.</param>
    /// <param name="name">The acted-on resource's name, to narrow the permissions by.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<AwsAccess> EnterAsync(
        AccountId account,
        string region,
        AwsPurpose purpose,
        StepContext? context,
        ImmutableArray<AwsPermission>? permissions,
        string? name,
        CancellationToken cancellationToken)
    {
        var endpoint = RegionOf(region);
        await known.RequireAsync(endpoint, cancellationToken).ConfigureAwait(false);
        var role = purpose == AwsPurpose.Evidence ? Options.EvidenceRole : Options.ContainmentRole;
        if (role is null)
        {
            await RequireOwnAsync(account, purpose, cancellationToken).ConfigureAwait(false);
            return new(account, Setup(Own(), endpoint, context));
        }

        var policy = permissions is null ? null : PolicyDocument.Allow(permissions.Value, new()
        {
            Partition = endpoint.PartitionName,
            Account = account.ToString(),
            Name = name ?? "*",
            EvidenceBucket = Options.EvidenceBucket ?? "*",
        });
        var credentials = Assume(account, role, policy, endpoint, context);

        // Here, where it can be cancelled: the pipeline asks for credentials without a way to stop.
        await credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return new(account, Setup(credentials, endpoint, context));
    }

    /// <summary>Enters the responder's own account, where evidence is kept; in any region, for incidents do not reach it.</summary>
    public AwsAccess EnterOwn(AccountId account, string region, StepContext? context) =>
        new(account, Setup(Own(), region == ResourceId.Global ? Home : RegionEndpoint.GetBySystemName(region), context));

    /// <summary>The evidence bucket.</summary>
    /// <exception cref="ProviderException">None is set.</exception>
    public string EvidenceBucket => Options.EvidenceBucket
        ?? throw new ProviderException("No evidence bucket is set; make one with Object Lock and name it in the provider's options.", isTransient: false);

    /// <summary>Enters the account and region of the evidence bucket.</summary>
    public async Task<AwsAccess> EnterStoreAsync(StepContext? context, CancellationToken cancellationToken)
    {
        _ = EvidenceBucket;
        await RequireRegionAsync(Options.EvidenceRegion ?? HomeRegion, cancellationToken).ConfigureAwait(false);
        return EnterOwn(await OwnAsync(cancellationToken).ConfigureAwait(false), Options.EvidenceRegion ?? ResourceId.Global, context);
    }

    /// <exception cref="ProviderException">There is no such region.</exception>
    public Task RequireRegionAsync(string region, CancellationToken cancellationToken) =>
        known.RequireAsync(RegionEndpoint.GetBySystemName(region), cancellationToken);

    /// <summary>The responder's own account.</summary>
    public async Task<AccountId> OwnAsync(CancellationToken cancellationToken) => Options.ResponderAccount ?? await CallerAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The account of the responder's credentials.</summary>
    /// <exception cref="ProviderException">There are none, they are not accepted, or nobody answers.</exception>
    public async Task<AccountId> CallerAsync(CancellationToken cancellationToken) => new((await IdentityAsync(cancellationToken).ConfigureAwait(false)).Account);

    /// <summary>Whose policies hold for the responder's credentials: of an assumed session, its role.</summary>
    /// <exception cref="ProviderException">As for <see cref="CallerAsync"/>.</exception>
    public async Task<string> CallerArnAsync(CancellationToken cancellationToken)
    {
        var arn = (await IdentityAsync(cancellationToken).ConfigureAwait(false)).Arn;
        return arn.Split(':', '/') is [var scheme, var partition, "sts", "", var owner, "assumed-role", var role, ..] ? $"{scheme}:{partition}:iam::{owner}:role/{role}" : arn;
    }

    public void Dispose()
    {
        foreach (var credentials in assumed.Values)
        {
            credentials.Dispose();
        }

        transport.Dispose();
    }

    private async Task<GetCallerIdentityResponse> IdentityAsync(CancellationToken cancellationToken)
    {
        if (caller is null)
        {
            await known.RequireAsync(Home, cancellationToken).ConfigureAwait(false);
            using var sts = new StsClient(Setup(Own(), Home, null));
            try
            {
                caller = await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
            {
                throw AwsFailure.Of(failed);
            }
        }

        return caller;
    }

    private RegionEndpoint RegionOf(string region)
    {
        if (region is ResourceId.Global or GlobalEvents)
        {
            return region == GlobalEvents ? RegionEndpoint.GetBySystemName(GlobalEventsRegion) : Home;
        }

        return Options.Regions.IsEmpty || Options.Regions.Contains(region)
            ? RegionEndpoint.GetBySystemName(region)
            : throw new ProviderException($"The region {region} is not among the responder's ({string.Join(", ", Options.Regions)}); add it to the options if incidents may reach it.", isTransient: false);
    }

    private AWSCredentials Own()
    {
        try
        {
            return own.Value;
        }
        catch (AmazonClientException missing)
        {
            throw new ProviderException("No AWS credentials were found; sign in, or set AWS_PROFILE or the environment's access key.", isTransient: false, missing);
        }
    }

    private async Task RequireOwnAsync(AccountId account, AwsPurpose purpose, CancellationToken cancellationToken)
    {
        var actual = await CallerAsync(cancellationToken).ConfigureAwait(false);
        if (actual != account)
        {
            throw new ProviderException(
                $"The credentials are of account {actual}, and the resource is in {account}; set the {(purpose == AwsPurpose.Evidence ? "evidence" : "containment")} role that is to be assumed there.", isTransient: false);
        }
    }

    private ClientSetup Setup(AWSCredentials credentials, RegionEndpoint region, StepContext? context) =>
        new(credentials, region, transport, Options, context?.Deadline) { Retried = context is null ? null : context.Retrying };

    private RoleCredentials Assume(AccountId account, string role, string? policy, RegionEndpoint region, StepContext? context)
    {
        var session = SessionName(context);
        Forget();
        return assumed.GetOrAdd((account, role, session, policy), key => new(
            new StsClient(Setup(Own(), Home, null)),
            new AssumeRoleRequest
            {
                RoleArn = $"arn:{region.PartitionName}:iam::{key.Item1}:role/{key.Role}",
                RoleSessionName = key.Session,
                ExternalId = Options.ExternalId,
                Policy = key.Policy,
                DurationSeconds = 3600,
            },
            Options.Time)).Touch();
    }

    /// <summary>Session names begin at two characters; incident ids at one.</summary>
    private static string SessionName(StepContext? context) => context is null ? "irsdk" : context.Incident.ToString() is { Length: > 1 } id ? id : $"ir-{context.Incident}";

    private void Forget()
    {
        var now = Options.Time.GetUtcNow();
        if (now - forgotten < Unused / 10)
        {
            return;
        }

        forgotten = now;
        foreach (var (key, credentials) in assumed)
        {
            if (now - credentials.LastUsed > Unused)
            {
                assumed.TryRemove(new(key, credentials));
            }
        }
    }
}
