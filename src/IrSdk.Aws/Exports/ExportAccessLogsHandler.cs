using System.Collections.Immutable;
using Amazon.S3.Model;
using IrSdk.Aws.CloudTrail;

namespace IrSdk.Aws;

/// <summary>
/// Copies a bucket's server access logs and the trails that record its data events, or keeps what the event history says of a user.
/// </summary>
internal sealed class ExportAccessLogsHandler(HandlerAccess access) : Export<ExportAccessLogs>(access), IAwsHandler<ExportAccessLogs>
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(72);

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("cloudtrail:DescribeTrails"),
        new("cloudtrail:GetEventSelectors"),
        new("cloudtrail:LookupEvents"),
        new("s3:GetBucketLogging", "arn:{partition}:s3:::*"),
        .. ExportPermissions.Copying,
    ];

    protected override TimeSpan WindowOf(ExportAccessLogs action) => Window;

    protected override async Task<ImmutableArray<LogPlaces>> FindAsync(
        ExportAccessLogs action, DateTimeOffset from, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken)
    {
        if (action.Resource is not Bucket bucket)
        {
            return [new(Evidence.AccessLogs, [])];
        }

        var access = AccessLogsAsync(bucket, step, cancellationToken);
        var data = DataEventsAsync(bucket, step, buckets, cancellationToken);
        var sources = (await access.ConfigureAwait(false)).Concat(await data.ConfigureAwait(false)).ToImmutableArray();
        return [sources.IsEmpty
            ? LogPlaces.Absent(Evidence.AccessLogs, $"neither access logs nor data events are kept of {bucket.Name}")
            : new(Evidence.AccessLogs, sources)];
    }

    protected override async Task<(ImmutableArray<StoredObject> Stored, ImmutableArray<string> Notes)> TailAsync(
        ExportAccessLogs action, ImmutableArray<LogPlaces> places, ImmutableArray<SourceObject> listed, DateTimeOffset from, DateTimeOffset to, AwsStep step, CancellationToken cancellationToken)
    {
        if (action.Resource is not IamUser user)
        {
            return ([], []);
        }

        var found = await Task.WhenAll(Trails.Regions(step).Select(region => EventHistory.ReadAsync(step, region, from, to, user.Name, cancellationToken))).ConfigureAwait(false);
        return await EventHistory.StoreAsync(step, found, "event", cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IEnumerable<LogSource>> AccessLogsAsync(Bucket bucket, AwsStep step, CancellationToken cancellationToken)
    {
        var logging = (await step.Aws.S3.GetBucketLoggingAsync(new GetBucketLoggingRequest { BucketName = bucket.Name }, cancellationToken).ConfigureAwait(false)).BucketLoggingConfig;
        if (logging?.TargetBucketName is not { Length: > 0 } target)
        {
            return [];
        }

        return logging.TargetObjectKeyFormat?.PartitionedPrefix is not null
            ? [new(Evidence.AccessLogs, target, $"{logging.TargetPrefix}{bucket.Account}/{bucket.Region}/{bucket.Name}/")]
            : [new(Evidence.AccessLogs, target, logging.TargetPrefix ?? "") { DateFormat = "yyyy-MM-dd" }];
    }

    /// <summary>The trails that record what is done to objects, as far as they may tell of the bucket's region.</summary>
    private static async Task<IEnumerable<LogSource>> DataEventsAsync(Bucket bucket, AwsStep step, LogBuckets buckets, CancellationToken cancellationToken)
    {
        var trails = await Trails.FindAsync(step, cancellationToken).ConfigureAwait(false);
        var sources = await Task.WhenAll(trails.Where(trail => trail.HasCustomEventSelectors == true).Select(async trail =>
        {
            var selectors = await step.Aws.CloudTrail.GetEventSelectorsAsync(new() { TrailName = trail.TrailARN ?? trail.Name }, cancellationToken).ConfigureAwait(false);
            return Records(selectors, bucket.Name)
                ? await Trails.SourcesAsync(trail, bucket.Account, Evidence.AccessLogs, buckets, cancellationToken).ConfigureAwait(false) ?? []
                : ImmutableArray<LogSource>.Empty;
        })).ConfigureAwait(false);
        return sources.SelectMany(one => one).Where(source => source.Region == bucket.Region);
    }

    private static bool Records(GetEventSelectorsResponse selectors, string bucket) =>
        (selectors.EventSelectors ?? []).SelectMany(selector => selector.DataResources ?? []).Any(data => data.Type == "AWS::S3::Object"
            && (data.Values ?? []).Exists(arn => arn.Split(":::") is [_, var place] && (place.Length == 0 || place.Split('/')[0] == bucket) || arn.EndsWith(":s3", StringComparison.Ordinal)))
        || (selectors.AdvancedEventSelectors ?? []).Exists(selector => (selector.FieldSelectors ?? []).Exists(field => field.Field == "resources.type" && (field.EqualsValue ?? []).Contains("AWS::S3::Object")));
}
