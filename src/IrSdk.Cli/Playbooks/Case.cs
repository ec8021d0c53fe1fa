using System.Collections.Immutable;
using System.Text.Json;
using IrSdk.Cli.Sources;
using IrSdk.Intake;
using IrSdk.Planning;
using IrSdk.Resolution;
using IrSdk.Runtime;
using IrSdk.Scripting;
using IrSdk.Simulation;

namespace IrSdk.Cli.Playbooks;

/// <summary>A playbook and an alert, before anything is done: what <c>plan</c> and <c>run</c> have in common.</summary>
internal sealed class Case : IDisposable
{
    private readonly SourcedPlaybook? loaded;

    private Case(IPlaybook playbook, PlaybookOrigin? origin, ImmutableArray<Alert> alerts, SourcedPlaybook? loaded) => (Playbook, Origin, Alerts, this.loaded) = (playbook, origin, alerts, loaded);

    /// <summary>Where the playbook came from. Null: a path.</summary>
    public PlaybookOrigin? Origin { get; }

    public ImmutableArray<Alert> Alerts { get; }

    public IncidentId Incident => AlertFile.IncidentOf(Alerts[0]);

    public IPlaybook Playbook { get; }

    /// <summary>Opens a case whose playbook's code runs in this process: on an engineer's own machine.</summary>
    public static async Task<Case> OpenAsync(string playbook, FileInfo sources, FileInfo alert, TextWriter error, CancellationToken cancellationToken)
    {
        // Beside the script: each is half of the time to a plan.
        var reading = Task.Run(() => AlertFile.ReadAsync(alert, cancellationToken), cancellationToken);
        var loaded = await PlaybookChoice.Find(playbook, sources).LoadAsync(error, cancellationToken).ConfigureAwait(false);
        try
        {
            var here = new InProcessPlaybook(loaded.Loaded.Playbook, loaded.Loaded.AssemblyHash);
            return new(here, loaded.Origin, AlertFile.For(here, await reading.ConfigureAwait(false)), loaded);
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>Opens a case whose playbook's code runs in a process of its own, without this one's credentials.</summary>
    public static async Task<Case> OpenAsync(string playbook, FileInfo sources, FileInfo alert, PlanningWorkers workers, TextWriter error, CancellationToken cancellationToken)
    {
        var (apart, origin) = await PlaybookChoice.Find(playbook, sources).OpenAsync(workers, error, cancellationToken).ConfigureAwait(false);
        return new(apart, origin, AlertFile.For(apart, await AlertFile.ReadAsync(alert, cancellationToken).ConfigureAwait(false)), null);
    }

    /// <summary>The scenario that stands beside an alert (<c>NAME.world.json</c>), or a plausible one.</summary>
    public Scenario ScenarioBeside(FileInfo alert)
    {
        const string Suffix = ".alert.json";
        var beside = alert.FullName.EndsWith(Suffix, StringComparison.Ordinal) ? string.Concat(alert.FullName.AsSpan(0, alert.FullName.Length - Suffix.Length), ".world.json") : "";
        try
        {
            return File.Exists(beside) ? Scenario.Read(File.ReadAllText(beside)) : Scenario.ForIncident(Alerts[0]);
        }
        catch (JsonException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, $"{beside} is not a world: {wrong.Message}");
        }
    }

    /// <summary>The incident with what its alerts name, and nothing looked up.</summary>
    public Incident AsNamed(DateTimeOffset acceptedAt) => new()
    {
        Id = Incident,
        Kind = Playbook.Kind,
        Alerts = Alerts,
        Resources = [.. Alerts.SelectMany(alert => alert.Resources).DistinctBy(resource => resource.Id)],
        AcceptedAt = acceptedAt,
    };

    public async Task<ResolvedIncident> ResolveAsync(IAccountDirectory directory, DateTimeOffset acceptedAt, CancellationToken cancellationToken) =>
        await IncidentResolver.ResolveAsync(Alerts, Incident, acceptedAt, directory, cancellationToken).ConfigureAwait(false);

    public async Task<Plan> PlanAsync(Incident incident, GuardRules guards, CancellationToken cancellationToken)
    {
        try
        {
            return await Planner.PlanAsync(Playbook, incident, new() { IsProtected = guards.IsProtected, MaxAffected = guards.MaxAffected }, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception thrown) when (thrown is not (OutOfMemoryException or PlanningException or OperationCanceledException))
        {
            // The script's own code ran here: whatever it threw is the playbook's fault, and the responder must be told which.
            throw new CliFailure(ExitCodes.Refused, $"{Playbook.Name} threw while it was planned ({thrown.GetType().Name}: {thrown.Message}); mend the script.");
        }
    }

    public void Dispose() => loaded?.Dispose();
}
