using System.Collections.Immutable;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>Finds log objects in buckets, wherever those are.</summary>
internal static class LogListing
{
    /// <summary>The objects of sources that may tell of a window, each once; sources are read side by side.</summary>
    public static async Task<ImmutableArray<SourceObject>> ListAsync(LogBuckets buckets, IEnumerable<LogSource> sources, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var listed = await Task.WhenAll(sources.Distinct().Select(source => ListAsync(buckets, source, from, cancellationToken))).ConfigureAwait(false);
        return [.. listed.SelectMany(one => one).DistinctBy(one => (one.Bucket, one.Key))];
    }

    /// <summary>The folders right under a prefix, with their full prefixes.</summary>
    public static Task<List<string>> FoldersAsync(S3Client s3, string bucket, string prefix, CancellationToken cancellationToken) =>
        Paging.AllAsync(
            token => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = "/", ContinuationToken = token }, cancellationToken),
            page => page.CommonPrefixes,
            page => page.NextContinuationToken);

    private static async Task<IEnumerable<SourceObject>> ListAsync(LogBuckets buckets, LogSource source, DateTimeOffset from, CancellationToken cancellationToken)
    {
        if (await buckets.OpenAsync(source.Bucket, cancellationToken).ConfigureAwait(false) is not { } s3)
        {
            return [];
        }

        var objects = await Paging.AllAsync(
            token => s3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = source.Bucket, Prefix = source.Prefix, StartAfter = source.StartAfter(from), ContinuationToken = token },
                cancellationToken),
            page => page.S3Objects,
            page => page.NextContinuationToken).ConfigureAwait(false);
        return objects
            .Where(one => !one.Key.EndsWith('/') && source.MayTellOf(one.Key, from))
            .Select(one => new SourceObject(source.Kind, source.Bucket, one.Key, one.Size ?? 0));
    }
}
