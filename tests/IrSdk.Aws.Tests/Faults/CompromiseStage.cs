using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using static IrSdk.First;

namespace IrSdk.Aws.Tests;

/// <summary>
/// A small compromise in an account of its own of an emulator: one user's key, one role's session, one host with two interfaces and
/// two volumes, 72 hours of audit log. The same stage is rehearsed on a bad network and raced against a script.
/// </summary>
internal sealed class CompromiseStage : IDisposable
{
    private const string Region = "us-east-1";

    private readonly AwsRehearsal rehearsal;
    private readonly Uri url;

    private CompromiseStage(AwsRehearsal rehearsal, Uri url, AccountId account, SessionAWSCredentials credentials) =>
        (this.rehearsal, this.url, Account, Credentials) = (rehearsal, url, account, credentials);

    public static Playbook Playbook { get; } = Playbook.Named("credential-compromise").Handles(IncidentKind.CredentialCompromise)
        .Against("T1078.004", "T1550.001").ContainWithin(5.Minutes())
        .Respond(Preserve.Identity().And.ApiActivity(last: 72.Hours()).And.Snapshot().And.Processes().And.NetworkFlows()
            .Then.RevokeKeys().And.RevokeSessions().And.Quarantine()
            .Then.OpenTicket().Then.PageOnCall());

    public AccountId Account { get; }

    /// <summary>The account's administrator.</summary>
    public SessionAWSCredentials Credentials { get; }

    public Instance Host => rehearsal.Resources.OfType<Instance>().Single();

    public AccessKey Key => rehearsal.Resources.OfType<AccessKey>().Single();

    public IamRole Role => rehearsal.Resources.OfType<IamRole>().Single();

    /// <summary>Sets the stage over a network without faults.</summary>
    /// <param name="responder">The responder's own options, whose credentials may assume roles everywhere.</param>
    /// <param name="account">The account, which nobody else uses.</param>
    public static async Task<CompromiseStage> SetAsync(AwsOptions responder, AccountId account)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            responder.Credentials, new AmazonSecurityTokenServiceConfig { ServiceURL = responder.ServiceUrl!.AbsoluteUri, AuthenticationRegion = Region });
        var assumed = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{account}:role/admin", RoleSessionName = "stage" }).ConfigureAwait(false);
        var credentials = new SessionAWSCredentials(assumed.Credentials.AccessKeyId, assumed.Credentials.SecretAccessKey, assumed.Credentials.SessionToken);
        Resource[] wanted =
        [
            new Account(account),
            new AccessKey(account, "AKIAIOSFODNN7EXAMPLE") { UserName = "deploy-bot", Involvement = Involvement.Suspect },
            new IamRole(account, "reader") { Involvement = Involvement.Suspect },
            new RoleSession(account, "reader", "burst") { Involvement = Involvement.Suspect },
            new Instance(account, Region, "i-stage") { Interfaces = ["1", "2"], Volumes = ["1", "2"], Involvement = Involvement.Suspect },
        ];
        var options = responder with { Credentials = credentials, EvidenceRole = null, ContainmentRole = null, EvidenceBucket = null, WrapHttp = null, RetryFor = TimeSpan.FromMinutes(1) };
        return new(await AwsRehearsal.SetUpAsync(options, [.. wanted], "stage", null, CancellationToken.None).ConfigureAwait(false), responder.ServiceUrl, account, credentials);
    }

    /// <summary>The bucket that the trail delivers to.</summary>
    public string TrailBucket => $"stage-trail-{Account}";

    /// <summary>Takes all but the newest hours out of the audit log.</summary>
    public async Task KeepHoursAsync(int hours)
    {
        using var s3 = new AmazonS3Client(Credentials, new AmazonS3Config { ServiceURL = url.AbsoluteUri, AuthenticationRegion = Region, ForcePathStyle = true });
        var all = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = TrailBucket }).ConfigureAwait(false);
        await s3.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = TrailBucket,
            Objects = [.. all.S3Objects.Select(one => one.Key).Order(StringComparer.Ordinal).SkipLast(hours).Select(key => new KeyVersion { Key = key })],
        }).ConfigureAwait(false);
    }

    /// <summary>The incident, accepted now.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="time">The responder's clock. Default: the system's.</param>
    public Incident Incident(string id, TimeProvider? time = null)
    {
        var now = (time ?? TimeProvider.System).GetUtcNow();
        return new()
        {
            Id = new(id),
            Kind = IncidentKind.CredentialCompromise,
            AcceptedAt = now,
            Resources = rehearsal.Resources,
            Alerts =
            [
                new()
                {
                    Id = $"alert-{id}", Source = "rehearsal", Title = "a key is used from afar", Kind = IncidentKind.CredentialCompromise,
                    Confidence = new(95), Severity = Severity.High, FirstSeen = now, LastSeen = now, Account = Account, Region = Region,
                    Resources = rehearsal.Resources, Original = JsonSerializer.SerializeToElement(new { id }),
                },
            ],
        };
    }

    public void Dispose() => rehearsal.Dispose();
}
