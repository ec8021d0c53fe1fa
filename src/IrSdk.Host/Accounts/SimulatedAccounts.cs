using System.Collections.Concurrent;
using IrSdk.Host.Settings;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Host.Accounts;

/// <summary>An account of its own for each incident, plausible around its first alert and kept in a file beside the journal.</summary>
internal sealed class SimulatedAccounts(HostSettings settings, ProviderAdditions additions, TimeProvider time) : IAccounts, IDisposable
{
    private readonly ConcurrentDictionary<IncidentId, FileBackedWorld> open = new();
    private readonly string folder = Path.Combine(settings.Data, "worlds");

    public Provider Open(CaseFile incident)
    {
        Directory.CreateDirectory(folder);
        var world = open.GetOrAdd(incident.Id, id => FileBackedWorld.Open(Path.Combine(folder, $"{id}.world"), () => Scenario.ForIncident(incident.Alerts[0])));
        var provider = new SimulatedAccount(world.State, time, latency: LatencyProfile.Plausible.Scaled(settings.Latency / 100.0) with
        {
            Completion = TimeSpan.FromSeconds(3) * (settings.Latency / 100.0),
        }).Provider;
        additions.AddTo(provider);
        return provider;
    }

    public void Release(IncidentId incident)
    {
        if (open.TryRemove(incident, out var world))
        {
            world.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var incident in open.Keys)
        {
            Release(incident);
        }
    }
}
