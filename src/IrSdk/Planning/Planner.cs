using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>Binds a response to an incident: the fastest order that loses no evidence.</summary>
public static class Planner
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>Plans the first round.</summary>
    public static Plan Plan(Playbook playbook, Incident incident, PlanningContext context)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        return Plan(playbook, playbook.FirstResponse(incident), incident, context);
    }

    /// <summary>Plans the first round of a playbook, wherever its code runs. The plan names the assembly that the playbook is from.</summary>
    /// <exception cref="PlanningException">The playbook gave no response.</exception>
    public static async ValueTask<Plan> PlanAsync(IPlaybook playbook, Incident incident, PlanningContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        var response = await playbook.RespondAsync(incident, cancellationToken).ConfigureAwait(false);
        return Plan(playbook, response, incident, context, isAgain: false);
    }

    /// <summary>Plans a later round from what the earlier ones found.</summary>
    /// <returns>Null: there is nothing more to do.</returns>
    public static Plan? PlanNext(Playbook playbook, Incident incident, Outcomes outcomes, PlanningContext context)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(context);
        return playbook.NextResponse?.Invoke(incident, outcomes) is { } response
            ? Worthwhile(Plan(playbook, response, incident, context with { Outcomes = outcomes }))
            : null;
    }

    /// <summary>Plans a later round of a playbook, wherever its code runs.</summary>
    /// <returns>Null: there is nothing more to do.</returns>
    /// <exception cref="PlanningException">The playbook gave no response.</exception>
    public static async ValueTask<Plan?> PlanNextAsync(IPlaybook playbook, Incident incident, Outcomes outcomes, PlanningContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(context);
        return await playbook.ReassessAsync(incident, outcomes, cancellationToken).ConfigureAwait(false) is { } response
            ? Worthwhile(Plan(playbook, response, incident, context with { Outcomes = outcomes }, isAgain: false))
            : null;
    }

    /// <summary>
    /// Plans the playbook's first response once more, for an incident that now reaches further or whose containment no longer
    /// holds: what an earlier round did, and what still stands, is left out.
    /// </summary>
    /// <returns>Null: there is nothing more to do.</returns>
    /// <exception cref="PlanningException">The playbook gave no response.</exception>
    public static async ValueTask<Plan?> PlanAgainAsync(IPlaybook playbook, Incident incident, Outcomes outcomes, PlanningContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(context);
        var response = await playbook.RespondAsync(incident, cancellationToken).ConfigureAwait(false);
        return Worthwhile(Plan(playbook, response, incident, context with { Outcomes = outcomes }, isAgain: true));
    }

    /// <summary>Plans a response of a playbook.</summary>
    public static Plan Plan(Playbook playbook, Response response, Incident incident, PlanningContext context)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(context);
        return Plan(new InProcessPlaybook(playbook, context.Assembly), BoundResponse.Of(response, incident), incident, context, isAgain: false);
    }

    private static Plan Plan(IPlaybook playbook, BoundResponse response, Incident incident, PlanningContext context, bool isAgain)
    {
        var findings = new List<Finding>();
        var drafts = Binding.Bind(response, incident, context.Outcomes, isAgain, findings);
        return new Composition(playbook.Name, playbook.Deadline, incident, context with { Assembly = playbook.Assembly }, findings)
            .Compose(drafts, response, response.Waived);
    }

    private static Plan? Worthwhile(Plan plan) =>
        plan.Steps.Any(step => step.Action is not NotifyingAction) || plan.Findings.Any(finding => finding.Severity == FindingSeverity.Error) ? plan : null;

    /// <summary>Plans restoring actions, in the order given; each waits for those before it on the same or related resources.</summary>
    public static Plan Restore(string name, TimeSpan deadline, Incident incident, ImmutableArray<RestoringAction> actions, PlanningContext context)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(context);
        List<Draft> drafts =
        [
            .. actions.Select((action, place) => new Draft { Action = action, Stage = place, Written = place, Timeout = ActionEffects.Of(action).Timeout }),
        ];
        return new Composition(name, deadline, incident, context, []).Compose(drafts, null, []);
    }

    /// <summary>The rules about time: IR2001 and IR2002.</summary>
    internal static IEnumerable<Finding> TimeFindings(ImmutableArray<Step> steps, TimeSpan criticalPath, TimeSpan deadline)
    {
        if (criticalPath > deadline)
        {
            yield return new(Rules.TooSlow, FindingSeverity.Error,
                $"If every step takes its whole time, containment takes {criticalPath:g} of {deadline:g}; shorten timeouts with .Within() or raise the deadline.");
        }

        foreach (var step in steps.Where(step => step.OnFailure.WaitAtMost > LongestWait))
        {
            yield return new(Rules.UnboundedWait, FindingSeverity.Error,
                $"'{step.Phrase}' on {step.Action.Resource.Id.Name} may hold containment for {step.OnFailure.WaitAtMost:g}; say at most {LongestWait.TotalHours:0} hours.")
            { Step = step.Id };
        }
    }
}
