using System.Diagnostics.Metrics;

namespace IrSdk.Scripting;

/// <summary>What planning processes tell of themselves, under the engine's own name.</summary>
internal static class PlanningInstruments
{
    private static readonly Meter Meter = new("IrSdk");

    private static readonly Counter<long> Restarts = Meter.CreateCounter<long>("irsdk.planning.restarts", "{process}", "Planning processes that were lost or ended, and had to be replaced.");

    /// <summary>A process has to be replaced.</summary>
    /// <param name="why">not-ready, no-answer, script, lost or no-sense.</param>
    public static void Restarted(string why) => Restarts.Add(1, new KeyValuePair<string, object?>("irsdk.reason", why));
}
