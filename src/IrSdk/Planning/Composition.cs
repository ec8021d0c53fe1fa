using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>Makes a plan from bound drafts: refuses, completes, orders, times.</summary>
internal sealed class Composition(string playbook, TimeSpan deadline, Incident incident, PlanningContext context, List<Finding> findings)
{
    private readonly Relations relations = new(incident);
    private Captures captures = new([]);

    public Plan Compose(List<Draft> drafts, BoundResponse? response, ImmutableArray<WaivedEvidence> waived)
    {
        foreach (var draft in drafts)
        {
            draft.Disturbs = DisturbancesOf(draft.Action);
        }

        captures = new(drafts);
        if (response is not null)
        {
            foreach (var (draft, finding) in Reach.Refused(drafts, response, context).ToList())
            {
                Drop(drafts, draft, finding);
            }
        }

        DropIrreversible(drafts, waived);
        Complete(drafts, waived);
        foreach (var waiver in waived)
        {
            findings.Add(new(Rules.Waived, FindingSeverity.Info, $"The evidence '{waiver.Kinds.Said()}' of {waiver.Resource.Name} is left out: {waiver.Because}."));
        }

        var ordering = Order(drafts);
        if (response is not null && !drafts.Exists(draft => draft.Action is ContainingAction))
        {
            findings.Add(new(Rules.ContainsNothing, FindingSeverity.Warning, "The plan contains nothing; the intruder keeps what it holds."));
        }

        var steps = ordering.Sorted().Select(draft => ToStep(draft, drafts)).ToImmutableArray();
        var criticalPath = CriticalPath(steps);
        findings.AddRange(Planner.TimeFindings(steps, criticalPath, deadline));
        return new()
        {
            Playbook = playbook,
            Incident = incident.Id,
            Round = context.Round,
            Assembly = context.Assembly,
            Deadline = deadline,
            CriticalPath = criticalPath,
            Steps = steps,
            Waived = waived,
            Findings = [.. findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Rule, StringComparer.Ordinal)],
        };
    }

    private ImmutableArray<Disturbance> DisturbancesOf(ResponseAction action) =>
    [
        .. (from effect in ActionEffects.Of(action).Disturbs
            from resource in relations.Of(action.Resource, effect.On)
            from kind in (effect.Kinds & Scope.EvidenceOf(resource)).Kinds()
            select new Disturbance(kind, resource))
            .DistinctBy(one => (one.Kind, one.Resource.Id))
            .OrderBy(one => one.Kind).ThenBy(one => one.Resource.Id),
    ];

    /// <summary>Irreversible actions get nothing implied: their evidence is written out, or they are refused (IR1002).</summary>
    private void DropIrreversible(List<Draft> drafts, ImmutableArray<WaivedEvidence> waived)
    {
        foreach (var draft in drafts.Where(draft => draft.Effects.IsIrreversible).ToList())
        {
            var missing = draft.Disturbs.Where(one => !IsSettled(one, waived)).Select(one => one.Kind).Distinct().ToList();
            if (missing.Count > 0)
            {
                Drop(drafts, draft, new(Rules.IrreversibleUnpreserved, FindingSeverity.Error,
                    $"{draft.Said} was dropped: it is irreversible and would destroy {missing.Aggregate(Evidence.None, (all, one) => all | one).Said()}; write their captures out first."));
            }
        }
    }

    /// <summary>Adds the captures that are missing (IR1001).</summary>
    private void Complete(List<Draft> drafts, ImmutableArray<WaivedEvidence> waived)
    {
        foreach (var draft in drafts.ToList())
        {
            foreach (var missing in draft.Disturbs.Where(one => !IsSettled(one, waived)))
            {
                if (DefaultCapture.Of(missing.Kind, missing.Resource, incident) is not { } capture)
                {
                    Drop(drafts, draft, new(Rules.Unpreserved, FindingSeverity.Error,
                        $"{draft.Said} was dropped: it would destroy {missing.Kind.Said()} of {missing.Resource.Id.Name}, which no action preserves."));
                    break;
                }

                var implied = new Draft { Action = capture, Stage = 0, Written = -1, Timeout = ActionEffects.Of(capture).Timeout, Implied = true };
                implied.Disturbs = DisturbancesOf(capture);
                drafts.Insert(0, implied);
                captures.Add(implied);
                findings.Add(new(Rules.Unpreserved, FindingSeverity.Warning,
                    $"'{implied.Effects.Phrase}' on {capture.Resource.Id.Name} was added: {draft.Said} would disturb {missing.Kind.Said()}, which the response does not preserve."));
            }
        }
    }

    private bool IsSettled(Disturbance one, ImmutableArray<WaivedEvidence> waived) =>
        captures.Covering(one.Resource).Any(draft => draft.Action is PreservingAction && draft.Preserves.HasFlag(one.Kind))
        || waived.Any(waiver => waiver.Kinds.HasFlag(one.Kind) && Scope.Covers(waiver.Resource, one.Resource))
        || Secured.Before(one.Kind, one.Resource, context.Outcomes);

    /// <summary>Drops a step, and the containing steps that the playbook wrote after it on the same or related resources.</summary>
    private void Drop(List<Draft> drafts, Draft refused, Finding finding)
    {
        if (!drafts.Remove(refused))
        {
            return;
        }

        captures.Remove(refused);
        findings.Add(finding);
        foreach (var dependent in drafts
            .Where(draft => draft.Action is ContainingAction && draft.Stage > refused.Stage && relations.AreRelated(refused.Resource, draft.Resource)).ToList())
        {
            Drop(drafts, dependent, new(finding.Rule, FindingSeverity.Error, $"{dependent.Said} was dropped: the playbook writes it after {refused.Said}, which was dropped."));
        }
    }

    private Ordering Order(List<Draft> drafts)
    {
        while (true)
        {
            Name(drafts);
            var ordering = new Ordering(drafts, captures, relations);
            ordering.OrderByEffects();
            if (ordering.Circle() is [_, ..] circle)
            {
                var last = circle.OrderBy(draft => draft.Action is PreservingAction ? 0 : 1).ThenBy(draft => draft.Stage).ThenBy(draft => draft.Written).Last();
                Drop(drafts, last, new(Rules.Circular, FindingSeverity.Error,
                    $"{last.Said} was dropped: it and {string.Join(", ", circle.Where(draft => draft != last).Select(draft => draft.Said))} each need to go first."));
                continue;
            }

            ordering.OrderByAlteration();
            foreach (var (moved, before) in ordering.OrderByStage().ToList())
            {
                findings.Add(new(Rules.Moved, FindingSeverity.Warning,
                    $"{moved.Said} was moved before {before.Said}, which would destroy what it needs; write it in an earlier stage.")
                { Step = moved.Id });
            }

            return ordering;
        }
    }

    private static void Name(List<Draft> drafts)
    {
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var draft in drafts.OrderBy(draft => draft.Key, StringComparer.Ordinal))
        {
            draft.Waits.Clear();
            var id = $"{draft.Effects.Name}/{draft.Resource.Id.Name}";
            taken[id] = taken.GetValueOrDefault(id) + 1;
            draft.Id = taken[id] == 1 ? id : $"{id}#{taken[id]}";
        }
    }

    private static Step ToStep(Draft draft, List<Draft> drafts) => new()
    {
        Id = draft.Id,
        Action = draft.Action,
        Stage = draft.Stage,
        DependsOn = [.. draft.Waits.Values.SelectMany(reasons => reasons)],
        Implied = draft.Implied,
        Timeout = draft.Timeout,
        OnFailure = draft.OnFailure ?? (NeededByIrreversible(draft, drafts) ? FailureRule.Wait(FailureRule.DefaultWait) : FailureRule.Continue),
        RequiresApproval = draft.RequiresApproval,
        Preserves = draft.Preserves,
        Disturbs = draft.Disturbs,
    };

    private static bool NeededByIrreversible(Draft draft, List<Draft> drafts) => drafts.Exists(later =>
        later.Effects.IsIrreversible && later.Waits.TryGetValue(draft.Id, out var reasons) && reasons.Exists(reason => reason.Because == Planning.Order.Evidence));

    private static TimeSpan CriticalPath(ImmutableArray<Step> steps)
    {
        var ends = new Dictionary<string, TimeSpan>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            ends[step.Id] = step.Timeout + step.DependsOn.Select(dependency => ends[dependency.Step]).DefaultIfEmpty(TimeSpan.Zero).Max();
        }

        var containing = steps.Where(step => step.Action is ContainingAction or RestoringAction).ToList();
        return (containing.Count > 0 ? containing : [.. steps]).Select(step => ends[step.Id]).DefaultIfEmpty(TimeSpan.Zero).Max();
    }
}
