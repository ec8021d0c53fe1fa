using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Testing;

/// <summary>Plans an incident twice, because the same incident must give the same plan, and says what is wrong with it.</summary>
internal sealed class PlanTrial(Playbook playbook, string assemblyHash)
{
    public IncidentKind Kind => playbook.Kind;

    /// <summary>What is worth a reviewer's look. What the script says of itself on purpose (an info) is not.</summary>
    public ImmutableArray<Finding> Of(Incident incident)
    {
        try
        {
            var plan = Plan(incident);
            return plan.Hash == Plan(incident).Hash
                ? [.. plan.Findings.Where(finding => finding.Severity != FindingSeverity.Info)]
                : [new(CheckRules.Unsteady, FindingSeverity.Error, "the same incident was planned in two ways; take out what the script keeps between two calls.")];
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            // The script's own code ran: whatever it threw is what the check is for.
            return [new(CheckRules.Threw, FindingSeverity.Error, $"the playbook threw {thrown.GetType().Name} while it was planned ({thrown.Message.TrimEnd('.')}); mend the script.")];
        }
    }

    private Plan Plan(Incident incident) => Planner.Plan(playbook, incident, new() { Assembly = assemblyHash });
}
