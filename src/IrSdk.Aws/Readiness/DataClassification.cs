using System.Collections.Concurrent;
using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>Buckets say what they hold: whether an exfiltration must be notified depends on it.</summary>
internal static class DataClassification
{
    private const string Name = "data classification";
    private const int AtOnce = 8;

    private static readonly string[] Keys = ["data-classification", "dataclassification", "classification", "data_classification"];

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        using var access = await scene.EnterAsync(ResourceId.Global, cancellationToken).ConfigureAwait(false);
        var all = (await access.S3.ListBucketsAsync(new ListBucketsRequest(), cancellationToken).ConfigureAwait(false)).Buckets ?? [];
        var (buckets, silent) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await Parallel.ForEachAsync(all.Select(bucket => bucket.BucketName), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (bucket, token) =>
        {
            var (exists, region) = await BucketRegion.FindAsync(access.S3, bucket, token).ConfigureAwait(false);
            if (!exists || (region is not null && !scene.Reaches(region)))
            {
                return;
            }

            buckets.Add(bucket);
            using var there = await scene.EnterAsync(region ?? ResourceId.Global, token).ConfigureAwait(false);
            if (!await IsClassifiedAsync(there, bucket, token).ConfigureAwait(false))
            {
                silent.Add(bucket);
            }
        }).ConfigureAwait(false);
        return silent.IsEmpty
            ? new(Name, ReadinessStatus.Ready, buckets.IsEmpty ? "There are no buckets." : $"All {buckets.Count} buckets say what they hold.")
            : new(Name, silent.Count == buckets.Count ? ReadinessStatus.Missing : ReadinessStatus.Partly,
                $"{silent.Count} of {buckets.Count} buckets do not say what they hold ({ReadinessScene.Some(silent.Order(StringComparer.Ordinal))}).", $"Tag them with '{Keys[0]}', and keep an inventory of the rest.");
    }

    private static async Task<bool> IsClassifiedAsync(AwsAccess access, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            var tags = await access.S3.GetBucketTaggingAsync(new GetBucketTaggingRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
            return tags.TagSet?.Exists(tag => Keys.Contains(tag.Key, StringComparer.OrdinalIgnoreCase)) == true;
        }
        catch (AmazonS3Exception none) when (none.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
