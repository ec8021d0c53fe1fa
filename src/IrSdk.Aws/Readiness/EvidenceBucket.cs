using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>A versioned bucket with Object Lock, outside the guarded account.</summary>
internal static class EvidenceBucket
{
    private const string Name = "evidence bucket";

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        if (scene.Options.EvidenceBucket is not { } bucket)
        {
            return new(Name, ReadinessStatus.Missing, "No evidence bucket is set.", "Make one with Object Lock ('ir policy --template responder' prints it) and name it in the AWS options.");
        }

        using var access = await scene.Accounts.EnterStoreAsync(null, cancellationToken).ConfigureAwait(false);
        if (await EvidencePlace.ElsewhereAsync(access, bucket, cancellationToken).ConfigureAwait(false) is { } elsewhere)
        {
            return new(Name, ReadinessStatus.Missing, elsewhere, "Until then no evidence can be kept.");
        }

        try
        {
            var versioning = await access.S3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
            var locking = await access.S3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
            var isLocked = locking.ObjectLockConfiguration?.ObjectLockEnabled == ObjectLockEnabled.Enabled;
            return versioning.VersioningConfig?.Status != VersionStatus.Enabled || !isLocked
                ? Unlocked(bucket)
                : (scene.Options.ResponderAccount ?? scene.Caller) == scene.Account
                    ? new(Name, ReadinessStatus.Partly, $"{bucket} is locked, but belongs to the account that it keeps evidence of.", "Keep evidence in an account of its own.")
                    : new(Name, ReadinessStatus.Ready, $"{bucket} is versioned and locked.");
        }
        catch (AmazonS3Exception without) when (without.ErrorCode == "ObjectLockConfigurationNotFoundError")
        {
            return Unlocked(bucket);
        }
        catch (AmazonS3Exception none) when (none.StatusCode == HttpStatusCode.NotFound)
        {
            return new(Name, ReadinessStatus.Missing, $"There is no bucket {bucket}.", "Make it with Object Lock; 'ir policy --template responder' prints the stack.");
        }
    }

    private static ReadinessItem Unlocked(string bucket) =>
        new(Name, ReadinessStatus.Missing, $"{bucket} is not locked: whoever holds the account can delete its evidence.", "Turn versioning and Object Lock on, or make a new bucket with both.");
}
