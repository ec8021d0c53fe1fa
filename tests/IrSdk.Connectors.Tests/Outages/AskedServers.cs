using System.Diagnostics.Metrics;

namespace IrSdk.Connectors.Tests;

/// <summary>How many requests to a test's servers wait for an answer, as .NET's own meter counts them.</summary>
internal sealed class AskedServers : IDisposable
{
    private readonly MeterListener listener = new();
    private long count;

    public AskedServers(IReadOnlyCollection<int> ports)
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.active_requests" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, change, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "server.port" && value is int port && ports.Contains(port))
                {
                    Interlocked.Add(ref count, change);
                }
            }
        });
        listener.Start();
    }

    public long Count => Interlocked.Read(ref count);

    public void Dispose() => listener.Dispose();
}
