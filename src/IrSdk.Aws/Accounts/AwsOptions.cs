using System.Collections.Immutable;
using System.Security.Cryptography;
using Amazon.Runtime;

namespace IrSdk.Aws;

/// <summary>Where and as whom the provider acts on AWS.</summary>
public sealed record AwsOptions
{
    /// <summary>The regions that incidents may reach, such as <c>eu-west-1</c>; the first is home. Default: the SDK's own region (<c>AWS_REGION</c>, profile).</summary>
    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>Answers instead of AWS: an emulator. Default: none; the SDK's own <c>AWS_ENDPOINT_URL</c> holds.</summary>
    public Uri? ServiceUrl { get; init; }

    /// <summary>What the roles are assumed with. Default: the SDK's own chain (environment, profile, instance role).</summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>The account that the responder lives in, which holds the evidence bucket. Default: the account of its credentials.</summary>
    public AccountId? ResponderAccount { get; init; }

    /// <summary>The role in each account that reads and captures. Null: the credentials are used as they are, in their own account only. Default: <c>irsdk-evidence</c>.</summary>
    public string? EvidenceRole { get; init; } = "irsdk-evidence";

    /// <summary>The role in each account that contains and restores. Null: as for <see cref="EvidenceRole"/>. Default: <c>irsdk-containment</c>.</summary>
    public string? ContainmentRole { get; init; } = "irsdk-containment";

    /// <summary>The external id that the roles ask for. Default: none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The bucket with Object Lock that evidence is written to. Default: none; captures that need it fail and say so.</summary>
    public string? EvidenceBucket { get; init; }

    /// <summary>The evidence bucket's region. Default: the home region.</summary>
    public string? EvidenceRegion { get; init; }

    /// <summary>
    /// The KMS key in the evidence bucket's account and region that signs the journal's head, by id, alias or ARN; its type is
    /// <c>ECC_NIST_P256</c>, its use <c>SIGN_VERIFY</c>. Default: none; see <see cref="KmsAnchorSigner"/>.
    /// </summary>
    public string? AnchorKey { get; init; }

    /// <summary>
    /// The KMS key in the responder's own account that copies of snapshots are encrypted with, by an alias that is in every region of
    /// <see cref="Regions"/>, such as <c>alias/irsdk-snapshots</c>. The keys of the volumes must let that account decrypt. Default: none;
    /// snapshots stay in the account of their volume.
    /// </summary>
    public string? SnapshotKey { get; init; }

    /// <summary>
    /// With <see cref="SnapshotKey"/>: the customer's KMS key in each guarded account, by an alias that is in every region of
    /// <see cref="Regions"/>, such as <c>alias/irsdk-transfer</c>. A snapshot under the account's default key cannot be shared; it is copied
    /// under this one first, and that copy is. It must let the responder's account decrypt. Default: none; such a snapshot stays where it is.
    /// </summary>
    public string? TransferKey { get; init; }

    /// <summary>How long evidence is locked. Default: 365 days.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How long after an export the logs of its moment are delivered at the latest; a second pass copies them then. Default: 15 minutes.</summary>
    public TimeSpan LogDelivery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The name of the security group, in each network, that isolates an instance; made when it is missing. Default: <c>irsdk-isolation</c>.</summary>
    public string IsolationGroup { get; init; } = "irsdk-isolation";

    /// <summary>The security group of each network that isolates an instance, by the network's id. Default: none; looked up by <see cref="IsolationGroup"/>.</summary>
    public ImmutableDictionary<string, string> IsolationGroups { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Whether a quarantined instance loses its role too: its instance profile is replaced by <c>irsdk-isolation</c>, whose role
    /// of the same name denies everything. Not where live response is kept, which runs under the role. Default: false.
    /// </summary>
    public bool ReplacesInstanceProfile { get; init; }

    /// <summary>Where hosts without a tool of their own fetch a prebuilt <c>avml</c> from, such as <c>s3://tools/avml</c>; their role reads it. Default: none.</summary>
    public string? MemoryTool { get; init; }

    /// <summary>How long one call of a service may take before it is tried again. Default: 10 seconds.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for calls of S3, which copy objects of gigabytes. Default: 5 minutes.</summary>
    public TimeSpan StorageTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long calls outside a step (resolution, readiness) are retried: what cannot be looked up now must not hold the first capture up. Default: 3 seconds.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Wraps the provider's connections: to record calls, to add latency and faults in rehearsals. Default: nothing.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? WrapHttp { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Numbers from 0 to 1 that spread retries. Default: random.</summary>
    public Func<double> Jitter { get; init; } = static () => RandomNumberGenerator.GetInt32(1 << 20) / (double)(1 << 20);
}
