using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Writes a bucket's settings and the start of its listing to the evidence store.</summary>
internal sealed class CaptureBucketStateHandler(HandlerAccess access) : AwsHandler<CaptureBucketState>(access), IAwsHandler<CaptureBucketState>
{
    private const string Name = "bucket-state.json";
    private const string OfBucket = "arn:{partition}:s3:::{name}";

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("s3:GetBucketPolicy", OfBucket),
        new("s3:GetBucketAcl", OfBucket),
        new("s3:GetBucketPublicAccessBlock", OfBucket),
        new("s3:GetBucketVersioning", OfBucket),
        new("s3:GetBucketObjectLockConfiguration", OfBucket),
        new("s3:GetEncryptionConfiguration", OfBucket),
        new("s3:GetBucketLogging", OfBucket),
        new("s3:GetBucketTagging", OfBucket),
        new("s3:GetBucketCORS", OfBucket),
        new("s3:GetReplicationConfiguration", OfBucket),
        new("s3:GetLifecycleConfiguration", OfBucket),
        new("s3:ListBucketVersions", OfBucket),
    ];

    protected override async Task<StepResult> ExecuteAsync(CaptureBucketState action, AwsStep step, CancellationToken cancellationToken)
    {
        var asOf = step.Context.Time.GetUtcNow();
        var (report, detail) = await new BucketReport(step.Aws.S3, action.Resource.Id.Name, cancellationToken).ReadAsync().ConfigureAwait(false);
        report["bucket"] = action.Resource.Id.Name;
        report["capturedAt"] = asOf;
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(report, IrJson.Indented));
        var stored = await step.Evidence.PutAsync(step.Context, Name, content, cancellationToken).ConfigureAwait(false);
        return Result(action, stored with { WrittenAt = asOf }, detail);
    }

    protected override async Task<Reconciliation> ReconcileAsync(CaptureBucketState action, AwsStep step, CancellationToken cancellationToken) =>
        await step.Evidence.FindAsync(step.Context, Name, cancellationToken).ConfigureAwait(false) is { } stored
            ? Reconciliation.Done(Result(action, stored, "captured by an earlier attempt"))
            : Reconciliation.NotDone;

    private static StepResult Result(CaptureBucketState action, StoredEvidence stored, string detail) => new()
    {
        Detail = detail,
        Evidence = [stored.Record(Evidence.BucketState, action.Resource.Id, detail)],
    };
}
