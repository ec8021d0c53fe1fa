using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IrSdk.Intake;
using IrSdk.Planning;

namespace IrSdk.Cli.Playbooks;

/// <summary>An alert on disk.</summary>
internal static class AlertFile
{
    /// <summary>Reads the alerts of a document.</summary>
    public static async Task<ImmutableArray<Alert>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists)
        {
            throw new CliFailure(ExitCodes.Usage, $"There is no alert at {file}; give a JSON file with --alert.");
        }

        var reading = AlertReader.Read(await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false));
        return reading.Refusal is { } refusal
            ? throw new CliFailure(ExitCodes.Usage, $"{file} cannot be read at {refusal.Path}: {refusal.Reason}")
            : reading.Alerts;
    }

    /// <summary>The alerts that a playbook handles.</summary>
    public static ImmutableArray<Alert> For(IPlaybook playbook, ImmutableArray<Alert> alerts)
    {
        ImmutableArray<Alert> handled = [.. alerts.Where(alert => alert.Kind == playbook.Kind)];
        return handled.IsEmpty
            ? throw new CliFailure(ExitCodes.Refused,
                $"{playbook.Name} handles {Scaffolding.Kinds.Name(playbook.Kind)}, but the alert is {Scaffolding.Kinds.Name(alerts[0].Kind)}; choose the playbook for it.")
            : handled;
    }

    /// <summary>The incident of an alert: the same alert is always the same incident, so that a second run resumes the first.</summary>
    public static IncidentId IncidentOf(Alert alert) =>
        new("inc-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Source}\n{alert.Id}")))[..10]);
}
