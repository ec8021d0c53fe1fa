using System.Security.Cryptography;
using Amazon.Runtime.Internal.Util;
using Amazon.S3;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// Object Lock as every server keeps it: the version is locked after it was written, and read again to see that it is. Lock headers on the
/// write itself are ignored by some, and on copies by more.
/// </summary>
internal static class ObjectLock
{
    /// <summary>Servers keep whole seconds.</summary>
    public static TimeSpan Rounding { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Locks a version in COMPLIANCE mode, which nobody can end or shorten, and reads back that it is locked.</summary>
    /// <returns>The version's metadata, and until when it is locked.</returns>
    /// <exception cref="ProviderException">The lock does not show.</exception>
    public static async Task<(GetObjectMetadataResponse Head, DateTimeOffset Until)> LockAsync(
        S3Client s3, string bucket, string key, string version, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await s3.PutObjectRetentionAsync(
            new PutObjectRetentionRequest
            {
                BucketName = bucket,
                Key = key,
                VersionId = version,
                Retention = new() { Mode = ObjectLockRetentionMode.Compliance, RetainUntilDate = until.UtcDateTime },
            },
            cancellationToken).ConfigureAwait(false);
        var head = await HeadAsync(s3, bucket, key, version, cancellationToken).ConfigureAwait(false);
        return LockedUntil(head) is { } locked && locked >= until - Rounding
            ? (head, locked)
            : throw new ProviderException($"s3://{bucket}/{key} was written but does not show its lock; check that the bucket was made with Object Lock.", isTransient: false);
    }

    public static Task<GetObjectMetadataResponse> HeadAsync(S3Client s3, string bucket, string key, string? version, CancellationToken cancellationToken) =>
        s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = key, VersionId = version }, cancellationToken);

    /// <summary>Until when a version is locked. Null: it is not, or in a mode that some can end.</summary>
    public static DateTimeOffset? LockedUntil(GetObjectMetadataResponse head) =>
        head.ObjectLockMode == ObjectLockMode.Compliance && head.ObjectLockRetainUntilDate is { } until ? new DateTimeOffset(until.ToUniversalTime()) : null;

    /// <summary>Reads a version to its end.</summary>
    /// <returns>SHA-256 of its content in lower-case hexadecimal, and its size in bytes.</returns>
    public static async Task<(string Sha256, long Size)> HashAsync(S3Client s3, string bucket, string key, string version, CancellationToken cancellationToken)
    {
        using var read = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, VersionId = version }, cancellationToken).ConfigureAwait(false);
        // The SDK's own check would throw at a changed object; our hash names it.
        var body = read.ResponseStream is WrapperStream wrapper ? wrapper.GetNonWrapperBaseStream() : read.ResponseStream;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81_920];
        var size = 0L;
        while (await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            hash.AppendData(buffer, 0, count);
            size += count;
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    /// <summary>A version's content.</summary>
    public static async Task<byte[]> ReadAsync(S3Client s3, string bucket, string key, string? version, CancellationToken cancellationToken)
    {
        using var read = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key, VersionId = version }, cancellationToken).ConfigureAwait(false);
        using var content = new MemoryStream();
        await read.ResponseStream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        return content.ToArray();
    }

    /// <summary>All versions of the objects whose keys begin with a prefix; what a delete marker hides is among them.</summary>
    public static async Task<List<S3ObjectVersion>> VersionsAsync(S3Client s3, string bucket, string prefix, CancellationToken cancellationToken)
    {
        var versions = new List<S3ObjectVersion>();
        var request = new ListVersionsRequest { BucketName = bucket, Prefix = prefix };
        ListVersionsResponse page;
        do
        {
            page = await s3.ListVersionsAsync(request, cancellationToken).ConfigureAwait(false);
            versions.AddRange((page.Versions ?? []).Where(version => version.IsDeleteMarker != true));
            (request.KeyMarker, request.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);
        return versions;
    }
}
