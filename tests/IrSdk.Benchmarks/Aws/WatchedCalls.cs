using System.Collections.Concurrent;
using System.Globalization;

namespace IrSdk.Benchmarks.Aws;

/// <summary>One call of the server on behalf of a step.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Sent">When it was sent, as a timestamp.</param>
/// <param name="Answered">When its answer was there.</param>
/// <param name="Measured">How long the server says that it took.</param>
internal sealed record WatchedCall(string Step, long Sent, long Answered, TimeSpan Measured);

/// <summary>Records every call with the server's own time for it, and the step that it was made for.</summary>
internal sealed class WatchedCalls
{
    private readonly AsyncLocal<string?> step = new();
    private readonly ConcurrentQueue<WatchedCall> calls = new();

    public IEnumerable<WatchedCall> All => calls;

    /// <summary>From here on what the caller awaits is done for a step.</summary>
    public void Enter(string id) => step.Value = id;

    public HttpMessageHandler Wrap(HttpMessageHandler inner) => new Watching(this, inner);

    private sealed class Watching(WatchedCalls log, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var sent = TimeProvider.System.GetTimestamp();
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (log.step.Value is { } step && response.Headers.TryGetValues("Server-Timing", out var timing))
            {
                var measured = double.Parse(string.Concat(timing).Split("dur=")[1], CultureInfo.InvariantCulture);
                log.calls.Enqueue(new(step, sent, TimeProvider.System.GetTimestamp(), TimeSpan.FromMilliseconds(measured)));
            }

            return response;
        }
    }
}
