using System.Collections.Concurrent;

namespace IrSdk.Aws.Tests;

/// <summary>How often each call was sent until it was answered well, by the id that the SDK gives a call and keeps over its retries.</summary>
internal sealed class Invocations(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, int> sent = new(StringComparer.Ordinal);
    private int longest;

    /// <summary>The most tries after which a call was done.</summary>
    public int Longest => longest;

    public int Calls => sent.Count;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var tries = sent.AddOrUpdate(request.Headers.GetValues("amz-sdk-invocation-id").Single(), 1, static (_, before) => before + 1);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            for (var before = longest; tries > before; before = longest)
            {
                Interlocked.CompareExchange(ref longest, tries, before);
            }
        }

        return response;
    }
}
