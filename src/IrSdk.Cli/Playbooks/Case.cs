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
    private readonly SourcedPlaybook sourced;

    private Case(SourcedPlaybook sourced, ImmutableArray<Alert> alerts) => (this.sourced, Alerts) = (sourced, alerts);

    public LoadedPlaybook Loaded => sourced.Loaded;

    /// <summary>Where the playbook came from. Null: a path.</summary>
    public PlaybookOrigin? Origin => sourced.Origin;

    public ImmutableArray<Alert> Alerts { get; }

    public IncidentId Incident => AlertFile.IncidentOf(Alerts[0]);

    public Playbook Playbook => Loaded.Playbook;

    public static async Task<Case> OpenAsync(string playbook, FileInfo sources, FileInfo alert, TextWriter error, CancellationToken cancellationToken)
    {
        var loaded = await PlaybookChoice.Find(playbook, sources).LoadAsync(error, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(loaded, AlertFile.For(loaded.Loaded.Playbook, await AlertFile.ReadAsync(alert, cancellationToken).ConfigureAwait(false)));
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
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

    public Plan Plan(Incident incident, GuardRules guards)
    {
        try
        {
            return Planner.Plan(Playbook, incident, new() { Assembly = Loaded.AssemblyHash, IsProtected = guards.IsProtected, MaxAffected = guards.MaxAffected });
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // The script's own code ran here: whatever it threw is the playbook's fault, and the responder must be told which.
            throw new CliFailure(ExitCodes.Refused, $"{Playbook.Name} threw while it was planned ({thrown.GetType().Name}: {thrown.Message}); mend the script.");
        }
    }

    public void Dispose() => sourced.Dispose();
}
