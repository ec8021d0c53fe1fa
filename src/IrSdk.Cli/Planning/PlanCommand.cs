using System.CommandLine;
using IrSdk.Cli.Output;
using IrSdk.Cli.Playbooks;
using IrSdk.Cli.Sources;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Simulation;

namespace IrSdk.Cli.Planning;

/// <summary><c>ir plan PLAYBOOK --alert FILE [--json]</c>.</summary>
internal static class PlanCommand
{
    public static Command Create()
    {
        var playbook = Arguments.Playbook();
        var alert = Arguments.Alert();
        var sources = PlaybookChoice.Option();
        var json = Arguments.Json();
        var command = new Command("plan", "Shows what a playbook would do about an alert, in which order and why. Does nothing.") { playbook, alert, sources, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(alert);

            // Beside the playbook: an account that is described takes as long to read as the script to load.
            var world = Task.Run(() => Case.WorldBeside(file), cancellation);
            using var opened = await Case.OpenAsync(parsed.GetRequiredValue(playbook), parsed.GetRequiredValue(sources), file, parsed.InvocationConfiguration.Error, cancellation).ConfigureAwait(false);
            var account = new SimulatedAccount(new AccountState(await world.ConfigureAwait(false) ?? Scenario.ForIncident(opened.Alerts[0])), TimeProvider.System);
            var resolution = await opened.ResolveAsync(account.Provider.Directory, opened.Alerts[0].LastSeen, cancellation).ConfigureAwait(false);
            var plan = await opened.PlanAsync(resolution.Incident, new GuardRules(), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(PlanJson.Write(plan, indented: true)).ConfigureAwait(false);
            }
            else
            {
                var screen = Screen.On(parsed.InvocationConfiguration.Output);
                Headline.Write(screen, resolution.Incident);
                PlanTree.Write(screen, plan);
            }

            return plan.Findings.Any(finding => finding.Severity == FindingSeverity.Error) ? ExitCodes.Refused : ExitCodes.Done;
        });
        return command;
    }
}
