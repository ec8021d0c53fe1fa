using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace IrSdk.Aws.Tests;

/// <summary>
/// Answers LookupEvents as AWS documents it, because moto has no event history: what it shows is our side of the exchange only.
/// Everything else goes on to the server.
/// </summary>
/// <param name="inner">The server.</param>
/// <param name="events">A region's events, newest first.</param>
public sealed class ScriptedHistory(HttpMessageHandler inner, Func<string, IReadOnlyList<object>> events) : DelegatingHandler(inner)
{
    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<(string Region, JsonElement Request)> Asked { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
        if (operation != "LookupEvents")
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var region = string.Concat(request.Headers.GetValues("Authorization")).Split("Credential=")[1].Split('/')[2];
        var asked = JsonElement.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        Asked.Enqueue((region, asked));
        var start = asked.TryGetProperty("NextToken", out var token) ? int.Parse(token.GetString()!) : 0;
        var all = events(region);
        var next = start + asked.GetProperty("MaxResults").GetInt32();
        var page = new
        {
            Events = all.Skip(start).Take(next - start).Select((one, index) => new
            {
                EventId = $"{region}-{start + index}",
                CloudTrailEvent = JsonSerializer.Serialize(one),
            }),
            NextToken = next < all.Count ? $"{next}" : null,
        };
        return new(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new StringContent(JsonSerializer.Serialize(page), Encoding.UTF8, "application/x-amz-json-1.1"),
        };
    }
}
