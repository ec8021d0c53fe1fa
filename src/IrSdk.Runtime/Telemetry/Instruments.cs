using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IrSdk.Runtime;

/// <summary>The engine's instruments. Their names and units are what dashboards are built on: none changes its meaning.</summary>
internal static class Instruments
{
    public static readonly ActivitySource Source = new(IrSdkTelemetry.Name);

    private static readonly Meter Meter = new(IrSdkTelemetry.Name);

    public static readonly Histogram<double> Containment = Meter.CreateHistogram(
        "irsdk.incident.containment.duration", "s", "From the acceptance of an incident's first alert to its containment.", advice: Buckets(1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600));

    public static readonly Counter<long> DeadlinesMissed = Meter.CreateCounter<long>("irsdk.incident.deadline.missed", "{incident}", "Incidents whose deadline passed before containment.");

    public static readonly Histogram<double> StepDuration = Meter.CreateHistogram(
        "irsdk.step.duration", "s", "From a step's first intent to its end.", advice: Buckets(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900));

    public static readonly Counter<long> Gaps = Meter.CreateCounter<long>("irsdk.evidence.gaps", "{gap}", "Evidence that could not be secured, or not in time.");

    public static readonly Counter<long> GapsClosed = Meter.CreateCounter<long>("irsdk.evidence.gaps.closed", "{gap}", "Gaps whose evidence was secured late.");

    public static readonly Histogram<double> JournalAppend = Meter.CreateHistogram(
        "irsdk.journal.append.duration", "s", "How long an append took until it was on disk.", advice: Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5));

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
