using IrSdk.Scripting;

namespace IrSdk.Testing;

/// <summary>Says which playbooks must be drilled again: a playbook that was never exercised will fail.</summary>
public static class OverdueDrills
{
    /// <summary>Adds IR5002 to what a check found, when the playbook's last drill failed, is too old or was of another script, or there was none.</summary>
    /// <param name="check">What was found of a playbook; a script that was refused is left as it is.</param>
    /// <param name="ledger">The drills.</param>
    /// <param name="within">How long a drill counts.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends the reading of the script.</param>
    public static async Task<PlaybookCheck> AddAsync(PlaybookCheck check, DrillLedger ledger, TimeSpan within, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(ledger);
        if (check.Playbook is not { } playbook)
        {
            return check;
        }

        var script = await ScriptContent.HashAsync(check.Script, cancellationToken).ConfigureAwait(false);
        var reason = ledger.Find(playbook) is { } drill ? drill.Overdue(script, within, now) : $"{playbook} was never drilled; run 'ir drill --record'.";
        return reason is null ? check : check with { Findings = [.. check.Findings, new(CheckRules.DrillOverdue, ScriptSeverity.Warning, reason, check.Script, 1, 1)] };
    }
}
