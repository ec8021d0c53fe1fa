using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace IrSdk.Host.Tests.Operations;

/// <summary>A collector on loopback that takes OTLP over HTTP and reads the protobuf messages that it is sent.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener listener = new();

    public OtlpReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        }

        listener.Prefixes.Add($"{Address}");
        listener.Start();
        _ = ListenAsync();
    }

    public Uri Address { get; }

    /// <summary>The spans so far: opentelemetry.proto.trace.v1.Span.</summary>
    public ConcurrentQueue<OtlpSpan> Spans { get; } = [];

    /// <summary>The newest points of each metric: opentelemetry.proto.metrics.v1.Metric.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<OtlpPoint>> Metrics { get; } = [];

    /// <summary>Everything that was sent, as text, to look for what must not be in it.</summary>
    public ConcurrentQueue<string> Raw { get; } = [];

    public void Dispose() => listener.Close();

    private async Task ListenAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Take(context.Request.Url!.AbsolutePath, body.ToArray());
                context.Response.Close();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private void Take(string path, byte[] body)
    {
        Raw.Enqueue(System.Text.Encoding.Latin1.GetString(body));
        var scopes = new ProtoMessage(body).Messages(1).SelectMany(resource => resource.Messages(2));
        if (path == "/v1/traces")
        {
            foreach (var span in scopes.SelectMany(scope => scope.Messages(2)))
            {
                Spans.Enqueue(new(Convert.ToHexStringLower(span.Bytes(1)!), Convert.ToHexStringLower(span.Bytes(2)!), Convert.ToHexStringLower(span.Bytes(4) ?? []), span.Text(5)!, Tags(span.Messages(9))));
            }
        }
        else if (path == "/v1/metrics")
        {
            foreach (var metric in scopes.SelectMany(scope => scope.Messages(2)))
            {
                // Gauge 5 and sum 7 hold number points; histogram 9 holds points with a count and a sum.
                Metrics[metric.Text(1)!] =
                [
                    .. metric.Messages(5).Concat(metric.Messages(7)).SelectMany(data => data.Messages(1)).Select(point => new OtlpPoint(Tags(point.Messages(7)), 1, point.Double(4) ?? point.Whole(6) ?? 0)),
                    .. metric.Messages(9).SelectMany(data => data.Messages(1)).Select(point => new OtlpPoint(Tags(point.Messages(9)), point.Whole(4) ?? 0, point.Double(5) ?? 0)),
                ];
            }
        }
    }

    private static Dictionary<string, string> Tags(IEnumerable<ProtoMessage> attributes) => attributes.ToDictionary(
        one => one.Text(1)!, one => one.Messages(2).Single() is var value && value.Text(1) is { } text ? text : value.Whole(3)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
}

internal sealed record OtlpSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Tags);

/// <param name="Tags">What it is of.</param>
/// <param name="Count">Of a histogram, how many values; else 1.</param>
/// <param name="Value">The value, or the sum of a histogram's.</param>
internal sealed record OtlpPoint(IReadOnlyDictionary<string, string> Tags, long Count, double Value);
