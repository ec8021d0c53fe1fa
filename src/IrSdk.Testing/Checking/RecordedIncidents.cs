using System.Collections.Immutable;
using IrSdk.Intake;
using IrSdk.Scripting;
using IrSdk.Simulation;

namespace IrSdk.Testing;

/// <summary>Plans the recordings that stand beside a playbook.</summary>
internal static class RecordedIncidents
{
    /// <returns>How many were planned.</returns>
    public static async Task<int> PlanAsync(string script, Playbook playbook, PlanTrial trial, CheckFindings findings, CancellationToken cancellationToken)
    {
        var recordings = Read(script, findings);
        foreach (var recording in recordings)
        {
            ImmutableArray<Alert> alerts = [.. recording.Alerts.Where(alert => alert.Kind == playbook.Kind)];
            if (alerts.IsEmpty)
            {
                findings.Add(CheckRules.Unfit, ScriptSeverity.Error, $"Recording {recording.Name} is {recording.Alerts[0].Kind}, but the playbook handles {playbook.Kind}; move it to the playbook that does.");
                continue;
            }

            foreach (var finding in trial.Of(await ResolveAsync(alerts, recording.Scenario, cancellationToken).ConfigureAwait(false)))
            {
                findings.Add(finding, $"recording {recording.Name}");
            }
        }

        return recordings.Length;
    }

    /// <summary>The incident that alerts become in an account.</summary>
    public static async Task<Incident> ResolveAsync(ImmutableArray<Alert> alerts, Scenario scenario, CancellationToken cancellationToken)
    {
        var account = new SimulatedAccount(new AccountState(scenario), TimeProvider.System);
        return (await IncidentResolver.ResolveAsync(alerts, new("check"), alerts[0].LastSeen, account.Provider.Directory, cancellationToken).ConfigureAwait(false)).Incident;
    }

    private static ImmutableArray<Recording> Read(string script, CheckFindings findings)
    {
        try
        {
            return Recording.LoadAll(Path.GetDirectoryName(script)!);
        }
        catch (InvalidDataException none) when (!Directory.EnumerateFiles(Path.GetDirectoryName(script)!, "*.alert.json", SearchOption.AllDirectories).Any())
        {
            findings.Add(CheckRules.NoRecording, ScriptSeverity.Warning, none.Message);
        }
        catch (InvalidDataException wrong)
        {
            findings.Add(CheckRules.Unfit, ScriptSeverity.Error, wrong.Message);
        }

        return [];
    }
}
