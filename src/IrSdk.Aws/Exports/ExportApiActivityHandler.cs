using System.Collections.Immutable;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

internal sealed class ExportApiActivityHandler(HandlerAccess access) : Export<ExportApiActivity>(access), IAwsHandler<ExportApiActivity>
{
    /// <summary>Logs are delivered out of order by so much.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(15);

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("cloudtrail:DescribeTrails"),
        new("cloudtrail:GetTrailStatus"),
        new("cloudtrail:LookupEvents"),
        new("s3:ListAllMyBuckets"),
        new("s3:GetBucketObjectLockConfiguration", "arn:{partition}:s3:::*"),
        new("s3:GetObjectRetention", "arn:{partition}:s3:::*/AWSLogs/*"),
        .. ExportPermissions.Copying,
    ];

    protected override TimeSpan WindowOf(ExportApiActivity action) => action.Window;

    protected override async Task<ImmutableArray<LogPlaces>> FindAsync(
        ExportApiActivity action, DateTimeOffset from, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken)
    {
        var trails = await Trails.FindAsync(step, cancellationToken).ConfigureAwait(false);
        if (trails.IsEmpty)
        {
            return [LogPlaces.Absent(Evidence.ApiActivity, "there is no trail; only the event history of 90 days, which nobody can delete, tells of management events")];
        }

        var found = await Task.WhenAll(trails.Select(async trail =>
            (Trail: trail,
            Sources: await Trails.SourcesAsync(trail, action.Resource.Account, Evidence.ApiActivity, buckets, cancellationToken).ConfigureAwait(false),
            Trouble: await Trails.TroubleAsync(trail, step, cancellationToken).ConfigureAwait(false)))).ConfigureAwait(false);
        var gone = found.Where(one => one.Sources is null).Select(one => $"the bucket {one.Trail.S3BucketName} of the trail {one.Trail.Name} no longer exists").ToImmutableArray();
        return gone.Length == found.Length
            ? [LogPlaces.Gap(Evidence.ApiActivity, string.Join("; ", gone))]
            : [new(Evidence.ApiActivity, [.. found.SelectMany(one => one.Sources ?? [])]) { Notes = [.. gone, .. found.Select(one => one.Trouble).OfType<string>()] }];
    }

    protected override async Task<ImmutableArray<LogFinding>> SafeAsync(
        ExportApiActivity action, ImmutableArray<LogPlaces> places, ImmutableArray<SourceObject> listed, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken)
    {
        if (listed.IsEmpty)
        {
            return [];
        }

        var own = (await step.Aws.S3.ListBucketsAsync(cancellationToken).ConfigureAwait(false)).Buckets ?? [];
        var inBuckets = listed.GroupBy(one => one.Bucket).ToList();
        if (inBuckets.Exists(group => own.Any(bucket => bucket.BucketName == group.Key)))
        {
            return [];
        }

        var locks = await Task.WhenAll(inBuckets.Select(async group => await LockedUntilAsync(
            (await buckets.OpenAsync(group.Key, cancellationToken).ConfigureAwait(false))!, group.Key, group, step.Context.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false))).ConfigureAwait(false);
        if (locks.Any(until => until is null))
        {
            return [];
        }

        var names = string.Join(", ", inBuckets.Select(group => group.Key));
        return
        [
            new(Evidence.ApiActivity, EvidenceStatus.AlreadySafe, $"{Counted.Of(listed.Length, "object")} in {names}, out of the account and locked until {locks.Min():yyyy-MM-dd}")
            {
                Location = EvidencePlace.Location(inBuckets[0].Key, "", null),
                LockedUntil = locks.Min(),
            },
        ];
    }

    protected override async Task<(ImmutableArray<StoredObject> Stored, ImmutableArray<string> Notes)> TailAsync(
        ExportApiActivity action, ImmutableArray<LogPlaces> places, ImmutableArray<SourceObject> listed, DateTimeOffset from, DateTimeOffset to, AwsStep step, CancellationToken cancellationToken)
    {
        if (places.All(place => place.Settled?.Status == EvidenceStatus.Absent))
        {
            return ([], []);
        }

        var sources = places.SelectMany(place => place.Sources).ToImmutableArray();
        var regions = Trails.Regions(step).Concat(step.Options.Regions.IsEmpty ? sources.Select(source => source.Region).OfType<string>() : []).Distinct();
        var found = await Task.WhenAll(regions.Select(region =>
            EventHistory.ReadAsync(step, region, Undelivered(region, sources, listed, from), to, null, cancellationToken))).ConfigureAwait(false);
        return await EventHistory.StoreAsync(step, found, "newer event", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>From when on a region's events may not be delivered yet.</summary>
    private static DateTimeOffset Undelivered(string region, ImmutableArray<LogSource> sources, ImmutableArray<SourceObject> listed, DateTimeOffset from)
    {
        var prefixes = sources.Where(source => source.Region == region).Select(source => source.Prefix).ToList();
        var newest = listed.Where(one => prefixes.Exists(prefix => one.Key.StartsWith(prefix, StringComparison.Ordinal))).Max(one => LogSource.DeliveredAt(one.Key)) - Overlap;
        return newest > from ? newest.Value : from;
    }

    /// <summary>Until when all objects are locked, by the bucket's rule and as the oldest and the newest show it. Null: they are not, or it does not say.</summary>
    private static async Task<DateTimeOffset?> LockedUntilAsync(
        S3Client s3, string bucket, IEnumerable<SourceObject> objects, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            var locks = (await s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).ObjectLockConfiguration;
            if (locks?.ObjectLockEnabled != ObjectLockEnabled.Enabled || locks.Rule?.DefaultRetention?.Mode != ObjectLockRetentionMode.Compliance)
            {
                return null;
            }

            var byTime = objects.OrderBy(one => LogSource.DeliveredAt(one.Key)).ToList();
            var heads = await Task.WhenAll(new[] { byTime[0], byTime[^1] }.Select(one => ObjectLock.HeadAsync(s3, bucket, one.Key, null, cancellationToken))).ConfigureAwait(false);
            var until = heads.Select(ObjectLock.LockedUntil).ToList();
            return until.TrueForAll(one => one > now) ? until.Min() : null;
        }
        catch (AmazonServiceException unknown) when (!AwsFailure.IsTransient(unknown))
        {
            // No lock, or nobody may ask: then it is copied.
            return null;
        }
    }
}
