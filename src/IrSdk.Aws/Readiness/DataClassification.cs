using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>Buckets say what they hold: whether an exfiltration must be notified depends on it.</summary>
internal static class DataClassification
{
    private const string Name = "data classification";

    private static readonly string[] Keys = ["data-classification", "dataclassification", "classification", "data_classification"];

    public static async Task<ReadinessItem> CheckAsync(ReadinessScene scene, CancellationToken cancellationToken)
    {
        using var access = await scene.EnterAsync(ResourceId.Global, cancellationToken).ConfigureAwait(false);
        var buckets = (await access.S3.ListBucketsAsync(new ListBucketsRequest(), cancellationToken).ConfigureAwait(false)).Buckets ?? [];
        var silent = new List<string>();
        foreach (var bucket in buckets.Select(bucket => bucket.BucketName))
        {
            if (!await IsClassifiedAsync(access, bucket, cancellationToken).ConfigureAwait(false))
            {
                silent.Add(bucket);
            }
        }

        return silent.Count == 0
            ? new(Name, ReadinessStatus.Ready, buckets.Count == 0 ? "There are no buckets." : $"All {buckets.Count} buckets say what they hold.")
            : new(Name, silent.Count == buckets.Count ? ReadinessStatus.Missing : ReadinessStatus.Partly,
                $"{silent.Count} of {buckets.Count} buckets do not say what they hold ({ReadinessScene.Some(silent)}).", $"Tag them with '{Keys[0]}', and keep an inventory of the rest.");
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
