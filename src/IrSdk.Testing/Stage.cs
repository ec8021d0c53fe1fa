using System.Collections.Immutable;
using IrSdk.Intake;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>Where one recording is played once: its own account, clock, intruder and oracle.</summary>
internal sealed class Stage
{
    /// <summary>How long the intruder goes on after an alert that nobody contains.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(2);

    private readonly Recording recording;
    private readonly ImmutableArray<Alert> alerts;
    private readonly int seed;
    private readonly bool adversary;

    public Stage(Recording recording, IncidentKind kind, int seed, LatencyProfile latency, FaultPlan faults, bool adversary)
    {
        (this.recording, this.seed, this.adversary) = (recording, seed, adversary);
        alerts = [.. recording.Alerts.Where(alert => alert.Kind == kind)];
        Time = new(alerts.Max(alert => alert.LastSeen));
        Account = new(new(recording.Scenario), Time, seed, latency, faults);
    }

    public VirtualTime Time { get; }

    public SimulatedAccount Account { get; }

    /// <summary>Resolves the incident, lets the intruder loose, handles the incident, and judges when the intruder has had its time.</summary>
    public (Incident Incident, OracleVerdict Verdict, T Handled) Play<T>(Func<Incident, Task<T>> handle, Func<Testimony>? says) => Time.Run(async () =>
    {
        var start = Time.GetUtcNow();
        var resolved = await IncidentResolver.ResolveAsync(alerts, Id(), start, Account.Provider.Directory, CancellationToken.None).ConfigureAwait(false);
        var oracle = new EvidenceOracle(Account.World, resolved.Incident.Resources.Select(resource => resource.Id), start);
        using var intruder = new Adversary(Account.World, Time, seed);
        if (adversary)
        {
            intruder.Start();
        }

        var handled = await handle(resolved.Incident).ConfigureAwait(false);
        var rest = start + Horizon - Time.GetUtcNow();
        if (rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, Time).ConfigureAwait(false);
        }

        return (resolved.Incident, oracle.Judge(says?.Invoke()), handled);
    });

    private IncidentId Id()
    {
        var id = $"drill-{recording.Name}".ToLowerInvariant();
        return new(IncidentId.IsValid(id) ? id : "drill");
    }
}
