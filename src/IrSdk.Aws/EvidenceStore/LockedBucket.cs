using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A bucket with Object Lock in the responder's account.</summary>
internal sealed class LockedBucket(AwsAccounts accounts) : IEvidenceStore
{
    private const string HashName = "sha256";
    private const string TimeName = "as-of";

    public async Task<StoredEvidence> PutAsync(StepContext context, string name, Stream content, CancellationToken cancellationToken)
    {
        var (bucket, key) = Place(context, name);
        using var access = await EnterAsync(context, cancellationToken).ConfigureAwait(false);
        var start = content.Position;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false));
        content.Position = start;
        var put = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = content, AutoCloseStream = false };
        put.Metadata[HashName] = hash;
        put.Metadata[TimeName] = context.Time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var written = await access.S3.PutObjectAsync(put, cancellationToken).ConfigureAwait(false);
        await access.S3.PutObjectRetentionAsync(
            new PutObjectRetentionRequest
            {
                BucketName = bucket,
                Key = key,
                VersionId = written.VersionId,
                Retention = new() { Mode = ObjectLockRetentionMode.Compliance, RetainUntilDate = (context.Time.GetUtcNow() + accounts.Options.Retention).UtcDateTime },
            },
            cancellationToken).ConfigureAwait(false);
        return await ReadAsync(access, bucket, key, written.VersionId, cancellationToken).ConfigureAwait(false)
            ?? throw new ProviderException($"s3://{bucket}/{key} was written but does not show its lock; check that the bucket was made with Object Lock.", isTransient: false);
    }

    public async Task<StoredEvidence?> FindAsync(StepContext context, string name, CancellationToken cancellationToken)
    {
        var (bucket, key) = Place(context, name);
        using var access = await EnterAsync(context, cancellationToken).ConfigureAwait(false);
        try
        {
            return await ReadAsync(access, bucket, key, null, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static async Task<StoredEvidence?> ReadAsync(AwsAccess access, string bucket, string key, string? version, CancellationToken cancellationToken)
    {
        var head = await access.S3.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = bucket, Key = key, VersionId = version }, cancellationToken).ConfigureAwait(false);
        return head.ObjectLockMode == ObjectLockMode.Compliance && head.ObjectLockRetainUntilDate is { } until && head.Metadata[HashName] is { } hash
            ? new($"s3://{bucket}/{key}?versionId={head.VersionId}", hash, until, DateTimeOffset.Parse(head.Metadata[TimeName], CultureInfo.InvariantCulture))
            : null;
    }

    private (string Bucket, string Key) Place(StepContext context, string name) => accounts.Options.EvidenceBucket is { } bucket
        ? (bucket, $"{context.Key}/{name}")
        : throw new ProviderException("No evidence bucket is set; make one with Object Lock and name it in the provider's options.", isTransient: false);

    private async Task<AwsAccess> EnterAsync(StepContext context, CancellationToken cancellationToken) => accounts.EnterOwn(
        accounts.Options.ResponderAccount ?? await accounts.CallerAsync(cancellationToken).ConfigureAwait(false),
        accounts.Options.EvidenceRegion ?? ResourceId.Global,
        context);
}
