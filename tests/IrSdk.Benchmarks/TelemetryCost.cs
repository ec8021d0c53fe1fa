using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>What spans and figures that somebody listens to cost a response of 155 steps: each run beside one that nobody listens to.</summary>
internal static class TelemetryCost
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync(int pairs)
    {
        JournalFolder.Describe();
        for (var warmUp = 0; warmUp < 20; warmUp++)
        {
            using var both = warmUp % 2 == 0 ? null : new Listening();
            _ = await EngineOverhead.OnceAsync(Latency, 0, isSaid: false).ConfigureAwait(false);
        }

        var (unheard, heard) = (new List<double>(), new List<double>());
        for (var pair = 0; pair < pairs; pair++)
        {
            unheard.Add(await EngineOverhead.OnceAsync(Latency, 0, isSaid: false).ConfigureAwait(false));
            using var listening = new Listening();
            heard.Add(await EngineOverhead.OnceAsync(Latency, 0, isSaid: false).ConfigureAwait(false));
            if (listening.Spans < 150)
            {
                throw new InvalidOperationException($"Only {listening.Spans} spans were heard; this measures nothing.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"handlers of {Latency.TotalMilliseconds:0} ms, {pairs} pairs: ratio unheard {Median(unheard):0.000}, heard {Median(heard):0.000}; heard over unheard {Median([.. heard.Zip(unheard, (one, other) => one / other)]):0.000}"));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Hears everything, and keeps nothing: what an exporter does with it is the exporter's.</summary>
    private sealed class Listening : IDisposable
    {
        private readonly ActivityListener spans;
        private readonly MeterListener figures = new();
        private int heard;

        public Listening()
        {
            spans = new()
            {
                ShouldListenTo = static source => source.Name == IrSdkTelemetry.Name,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = _ => Interlocked.Increment(ref heard),
            };
            ActivitySource.AddActivityListener(spans);
            figures.InstrumentPublished = static (instrument, listening) =>
            {
                if (instrument.Meter.Name == IrSdkTelemetry.Name)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            };
            figures.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
            figures.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
            figures.Start();
        }

        public int Spans => Volatile.Read(ref heard);

        public void Dispose()
        {
            figures.Dispose();
            spans.Dispose();
        }
    }
}
