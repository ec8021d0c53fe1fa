using System.Collections.Immutable;
using System.Text;
using Amazon.Runtime;
using IrSdk.Aws.CloudTrail;

namespace IrSdk.Aws;

/// <summary>What CloudTrail's event history said of one region.</summary>
/// <param name="Region">The region.</param>
/// <param name="Events">The events as JSON, newest first.</param>
/// <param name="Missing">Why older ones are missing, in a few words. Null: none is.</param>
internal sealed record EventsFound(string Region, ImmutableArray<string> Events, string? Missing)
{
    /// <summary>One event a line.</summary>
    public Stream Lines() => new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(Events.Select(one => one + "\n"))));
}

/// <summary>
/// Reads CloudTrail's event history: management events only, 50 a call and two calls a second, but minutes before a trail delivers them.
/// </summary>
internal static class EventHistory
{
    private const int MostACall = 50;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    /// <summary>How long reading may hold a step up; what is older then is left to the trail.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <param name="step">The step.</param>
    /// <param name="region">The region.</param>
    /// <param name="from">The oldest moment, in UTC.</param>
    /// <param name="to">The newest.</param>
    /// <param name="username">Only what this user did. Null: what anybody did.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<EventsFound> ReadAsync(AwsStep step, string region, DateTimeOffset from, DateTimeOffset to, string? username, CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<string>();
        var time = step.Context.Time;
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var request = new LookupEventsRequest
        {
            StartTime = from.UtcDateTime,
            EndTime = to.UtcDateTime,
            MaxResults = MostACall,
            LookupAttributes = username is null ? null : [new() { AttributeKey = "Username", AttributeValue = username }],
        };
        try
        {
            using var access = await step.InRegion(region).ConfigureAwait(false);
            while (true)
            {
                var page = await access.CloudTrail.LookupEventsAsync(request, either.Token).ConfigureAwait(false);
                events.AddRange((page.Events ?? []).Select(one => one.CloudTrailEvent).OfType<string>());
                if (page.NextToken is not { Length: > 0 } next)
                {
                    return new(region, events.DrainToImmutable(), null);
                }

                request.NextToken = next;
                await Task.Delay(Pace, time, either.Token).ConfigureAwait(false);
            }
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && (limit.IsCancellationRequested || failed is AmazonServiceException))
        {
            // The caller says so in the evidence: what a trail has delivered must not wait for this.
            return new(region, events.DrainToImmutable(), limit.IsCancellationRequested
                ? $"the event history of {region} could not be read to its end in time"
                : $"the event history of {region} could not be read ({AwsFailure.Briefly(failed)})");
        }
    }

    /// <summary>Stores what was found, a file a region.</summary>
    /// <param name="step">The step.</param>
    /// <param name="found">What was found.</param>
    /// <param name="called">What one of them is called.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The files, and what people must know of them in a few words each.</returns>
    public static async Task<(ImmutableArray<StoredObject> Stored, ImmutableArray<string> Notes)> StoreAsync(
        AwsStep step, IReadOnlyCollection<EventsFound> found, string called, CancellationToken cancellationToken)
    {
        var stored = await Task.WhenAll(found.Where(one => !one.Events.IsEmpty).Select(async one =>
        {
            using var lines = one.Lines();
            return (await step.Evidence.PutAsync(step.Context, $"event-history/{one.Region}.jsonl", lines, cancellationToken).ConfigureAwait(false)).Object;
        })).ConfigureAwait(false);
        var events = found.Sum(one => one.Events.Length);
        return ([.. stored], [.. events > 0 ? [Counted.Of(events, called)] : ImmutableArray<string>.Empty, .. found.Select(one => one.Missing).OfType<string>()]);
    }
}
