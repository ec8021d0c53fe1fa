using System.Collections.Immutable;
using Amazon.Runtime;
using IrSdk.Aws.CloudTrail;

namespace IrSdk.Aws;

/// <summary>The account's trails, and where they deliver.</summary>
internal static class Trails
{
    /// <summary>Log files, their digests, which prove that the trail is whole, and unusual activity.</summary>
    private static readonly string[] Folders = ["CloudTrail", "CloudTrail-Digest", "CloudTrail-Insight"];

    /// <summary>The regions that are asked: those of the options, or where the step is.</summary>
    public static ImmutableArray<string> Regions(AwsStep step) => step.Options.Regions.IsEmpty ? [step.Aws.Region] : step.Options.Regions;

    /// <summary>Every trail that covers the account, the organisation's among them, each once.</summary>
    public static async Task<ImmutableArray<Trail>> FindAsync(AwsStep step, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(Regions(step).Select(async region =>
        {
            using var access = await step.InRegion(region).ConfigureAwait(false);
            return (await access.CloudTrail.DescribeTrailsAsync(new() { IncludeShadowTrails = true }, cancellationToken).ConfigureAwait(false)).TrailList ?? [];
        })).ConfigureAwait(false);
        return [.. found.SelectMany(trails => trails).Where(trail => trail.S3BucketName is not null).DistinctBy(trail => trail.TrailARN ?? trail.Name)];
    }

    /// <summary>What a trail delivers of an account, region by region. Null: its bucket is gone.</summary>
    public static async Task<ImmutableArray<LogSource>?> SourcesAsync(Trail trail, AccountId account, Evidence kind, LogBuckets buckets, CancellationToken cancellationToken)
    {
        var bucket = trail.S3BucketName!;
        if (await buckets.OpenAsync(bucket, cancellationToken).ConfigureAwait(false) is not { } s3)
        {
            return null;
        }

        var logs = trail.S3KeyPrefix is { Length: > 0 } prefix ? $"{prefix.TrimEnd('/')}/AWSLogs/" : "AWSLogs/";
        ImmutableArray<string> roots = [logs];
        if (trail.IsOrganizationTrail == true)
        {
            // Delivered under the organisation's id; before the trail became the organisation's, without.
            roots = [logs, .. (await LogListing.FoldersAsync(s3, bucket, logs, cancellationToken).ConfigureAwait(false)).Where(folder => folder[logs.Length..].StartsWith("o-", StringComparison.Ordinal))];
        }

        var folders = await Task.WhenAll(roots
            .SelectMany(root => Folders.Select(folder => $"{root}{account}/{folder}/"))
            .Select(folder => LogListing.FoldersAsync(s3, bucket, folder, cancellationToken))).ConfigureAwait(false);
        return [.. folders.SelectMany(regions => regions).Select(folder => new LogSource(kind, bucket, folder) { Region = folder.TrimEnd('/').Split('/')[^1] })];
    }

    /// <summary>What is wrong with a trail, in a few words. Null: nothing is known to be.</summary>
    public static async Task<string?> TroubleAsync(Trail trail, AwsStep step, CancellationToken cancellationToken)
    {
        try
        {
            var status = await step.Aws.CloudTrail.GetTrailStatusAsync(new() { Name = trail.TrailARN ?? trail.Name }, cancellationToken).ConfigureAwait(false);
            return status.IsLogging == false ? $"the trail {trail.Name} does not log"
                : status.LatestDeliveryError is { Length: > 0 } error ? $"the trail {trail.Name} cannot deliver ({error})"
                : null;
        }
        catch (AmazonServiceException refused) when (!AwsFailure.IsTransient(refused))
        {
            // A member account may not ask about its organisation's trail.
            return $"the status of the trail {trail.Name} cannot be read";
        }
    }
}
