using System.Globalization;
using System.IO.Compression;
using System.Text;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>In an emulator: the evidence bucket, and an audit log with an hour's file for each of the last 72. A real drill account has its own.</summary>
internal static class RehearsalLogs
{
    private const int Hours = 72;

    public static async Task MakeAsync(RehearsalPlace place, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        if (place.Accounts.Options.EvidenceBucket is { } evidence)
        {
            place.Making($"evidence bucket {evidence}");
            await WhenMissingAsync(() => RehearsalBuckets.PutBucketAsync(access, evidence, isLocked: true, cancellationToken)).ConfigureAwait(false);
        }

        var bucket = $"{place.Drill}-trail-{place.Account}";
        place.Making($"audit log in {bucket}");
        await WhenMissingAsync(() => RehearsalBuckets.PutBucketAsync(access, bucket, isLocked: false, cancellationToken)).ConfigureAwait(false);
        await WhenMissingAsync(() => access.CloudTrail.CreateTrailAsync(new() { Name = $"drill-{place.Drill}", S3BucketName = bucket, IsMultiRegionTrail = true, EnableLogFileValidation = true }, cancellationToken)).ConfigureAwait(false);
        await access.CloudTrail.StartLoggingAsync(new() { Name = $"drill-{place.Drill}" }, cancellationToken).ConfigureAwait(false);
        var content = Compressed("{\"Records\":[]}");
        var now = place.Accounts.Options.Time.GetUtcNow();
        await Parallel.ForEachAsync(Enumerable.Range(0, Hours), cancellationToken, async (hour, token) =>
        {
            var at = now - TimeSpan.FromHours(hour + 0.5);
            var key = string.Create(CultureInfo.InvariantCulture, $"AWSLogs/{place.Account}/CloudTrail/{place.Region}/{at:yyyy/MM/dd}/{place.Account}_CloudTrail_{place.Region}_{at:yyyyMMdd'T'HHmm'Z'}_{hour:D16}.json.gz");
            using var body = new MemoryStream(content);
            await access.S3.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = body }, token).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static async Task WhenMissingAsync(Func<Task> make)
    {
        try
        {
            await make().ConfigureAwait(false);
        }
        catch (AmazonServiceException there) when (there.ErrorCode is "BucketAlreadyOwnedByYou" or "BucketAlreadyExists" or "TrailAlreadyExistsException")
        {
            // An earlier drill made it.
        }
    }

    private static byte[] Compressed(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }
}
