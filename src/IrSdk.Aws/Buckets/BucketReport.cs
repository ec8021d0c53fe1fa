using System.Text.Json.Nodes;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>All that S3 says of a bucket.</summary>
internal sealed class BucketReport(S3Client s3, string bucket, CancellationToken cancellationToken)
{
    /// <summary>A bucket may hold millions; a listing must end within its step.</summary>
    private const int MostListed = 10_000;

    /// <returns>Each setting under its name, null when the bucket has none; and what it comes to in a few words.</returns>
    public async Task<(Dictionary<string, object?> Report, string Detail)> ReadAsync()
    {
        var versioning = await s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
        var listing = ListAsync();
        (string Name, Task<object?> Reading)[] settings =
        [
            ("policy", Of(async () => await BucketReach.PolicyAsync(s3, bucket, cancellationToken).ConfigureAwait(false) is { } policy ? JsonNode.Parse(policy) : null)),
            ("publicAccessBlock", Of(async () => await BucketReach.PublicAccessAsync(s3, bucket, cancellationToken).ConfigureAwait(false))),
            ("acl", Of(async () => await AclAsync().ConfigureAwait(false))),
            ("objectLock", Of(async () => await LockAsync().ConfigureAwait(false))),
            ("encryption", Of(async () => (await s3.GetBucketEncryptionAsync(new() { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).ServerSideEncryptionConfiguration?.ServerSideEncryptionRules
                ?.Select(rule => new { Algorithm = rule.ServerSideEncryptionByDefault?.ServerSideEncryptionAlgorithm?.Value, Key = rule.ServerSideEncryptionByDefault?.ServerSideEncryptionKeyManagementServiceKeyId, rule.BucketKeyEnabled }))),
            ("logging", Of(async () => (await s3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).BucketLoggingConfig is { TargetBucketName.Length: > 0 } to
                ? new { to.TargetBucketName, to.TargetPrefix } : null)),
            ("tags", Of(async () => (await s3.GetBucketTaggingAsync(new() { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).TagSet?.Select(tag => new { tag.Key, tag.Value }))),
            ("cors", Of(async () => (await s3.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).Configuration?.Rules
                ?.Select(rule => new { rule.Id, rule.AllowedOrigins, rule.AllowedMethods, rule.AllowedHeaders, rule.ExposeHeaders, rule.MaxAgeSeconds }))),
            ("replication", Of(async () => (await s3.GetBucketReplicationAsync(new GetBucketReplicationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).Configuration is { } to
                ? new { to.Role, Rules = to.Rules?.Select(rule => new { rule.Id, Status = rule.Status?.Value, Destination = rule.Destination?.BucketArn, rule.Destination?.AccountId }) } : null)),
            ("lifecycle", Of(async () => (await s3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).Configuration?.Rules
                ?.Select(rule => new { rule.Id, Status = rule.Status?.Value, ExpiresAfterDays = rule.Expiration?.Days, ExpiresAt = rule.Expiration?.Date, OldVersionsExpireAfterDays = rule.NoncurrentVersionExpiration?.NoncurrentDays }))),
        ];
        var report = new Dictionary<string, object?> { ["versioning"] = versioning.VersioningConfig?.Status?.Value };
        foreach (var (name, reading) in settings)
        {
            report[name] = await reading.ConfigureAwait(false);
        }

        var (objects, isWhole) = await listing.ConfigureAwait(false);
        (report["objects"], report["isListingWhole"]) = (objects, isWhole);
        var all = $"{(isWhole ? "" : "the first ")}{Counted.Of(objects.Count, "object version")}";
        return (report, $"{(report["policy"] is null ? "no policy" : "policy")}, {all}");
    }

    private static Task<object?> Of<T>(Func<Task<T?>> read)
        where T : class => BucketReach.IfAnyAsync<object>(async () => await read().ConfigureAwait(false));

    private async Task<object?> AclAsync()
    {
        var acl = await s3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
        return new
        {
            Owner = acl.Owner?.Id,
            Grants = (acl.Grants ?? []).Select(grant => new { Grantee = grant.Grantee?.URI ?? grant.Grantee?.CanonicalUser ?? grant.Grantee?.EmailAddress, Permission = grant.Permission?.Value }),
        };
    }

    private async Task<object?> LockAsync() =>
        (await s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).ObjectLockConfiguration is { } locks
            ? new { Enabled = locks.ObjectLockEnabled?.Value, Mode = locks.Rule?.DefaultRetention?.Mode?.Value, locks.Rule?.DefaultRetention?.Days, locks.Rule?.DefaultRetention?.Years }
            : null;

    private async Task<(List<object> Objects, bool IsWhole)> ListAsync()
    {
        var objects = new List<object>();
        var request = new ListVersionsRequest { BucketName = bucket };
        ListVersionsResponse page;
        do
        {
            page = await s3.ListVersionsAsync(request, cancellationToken).ConfigureAwait(false);
            objects.AddRange((page.Versions ?? []).Select(one => new { one.Key, Version = one.VersionId, one.Size, one.ETag, one.LastModified, one.IsLatest, one.IsDeleteMarker }));
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true && objects.Count < MostListed);
        return (objects, page.IsTruncated != true);
    }
}
