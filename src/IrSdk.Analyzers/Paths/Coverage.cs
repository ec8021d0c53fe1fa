namespace IrSdk.Analyzers;

/// <summary>Finds the evidence that a path disturbs and does not preserve before, as the planner would on any incident.</summary>
internal static class Coverage
{
    /// <summary>What is missing on a path, each kind once: after the first finding the planner has preserved it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="earlier">The paths of the playbook's first response: what all of them preserve of the account holds in later rounds.</param>
    public static IEnumerable<Missing> Of(ResponsePath path, IReadOnlyCollection<ResponsePath> earlier)
    {
        var implied = new List<Demand>();
        for (var index = 0; index < path.Uses.Length; index++)
        {
            var use = path.Uses[index];
            if (use.Call.Kind != StageKind.Containing)
            {
                continue;
            }

            foreach (var demand in DemandsOf(use))
            {
                if (IsPreserved(demand, path.Uses.Take(index)) || IsWaived(demand, path) || IsFromEarlierRound(demand, earlier) || implied.Any(one => one.Meets(demand)))
                {
                    continue;
                }

                var later = path.Uses.Skip(index + 1).FirstOrDefault(one => IsPreserved(demand, [one]));
                var other = path.Uses.Take(index).FirstOrDefault(one => one.Call.Kind == StageKind.Preserving && Reaches(one, demand));
                implied.Add(demand);
                yield return new(use, demand, later, other);
            }
        }
    }

    /// <summary>What a containing verb disturbs, kind by kind.</summary>
    public static IEnumerable<Demand> DemandsOf(VerbUse use) =>
        (from action in use.Call.Actions
         from effect in action.Disturbs
         from resource in use.Call.Resources
         from target in Target(resource, effect.On, use.Selection)
         from kind in (effect.Kinds & ResourceKinds.EvidenceOf(target.Resource)).Each()
         select new Demand(kind, target.Resource, target.Selection, action.IsIrreversible)).Distinct();

    private static IEnumerable<(string Resource, Selection Selection)> Target(string resource, Relation on, Selection selection) => (on, resource) switch
    {
        (Relation.Self, _) or (Relation.InstancesIn, ResourceKinds.Instance) => [(resource, selection)],
        (Relation.Account, _) => [(ResourceKinds.Account, Selection.Everything)],
        // Resolution makes the owner of a suspect key a suspect. The owners of some keys are some owners.
        (Relation.Owner, ResourceKinds.AccessKey) =>
            [(ResourceKinds.IamUser, selection.Filters.IsEmpty ? selection : Selection.Bare(selection.Takes).Narrowed("owners of some keys"))],
        (Relation.InstancesUsing, _) or (Relation.InstancesIn, _) => [(ResourceKinds.Instance, Selection.Everything)],
        _ => [],
    };

    private static bool IsPreserved(Demand demand, IEnumerable<VerbUse> uses)
    {
        var left = demand.Selection.Takes;
        foreach (var use in uses.Where(use => use.Call.Kind == StageKind.Preserving && Reaches(use, demand)))
        {
            var isSameType = use.Call.Resources.Contains(demand.Resource);
            if (isSameType ? use.Selection.PassesAllOf(demand.Selection) : use.Selection.Filters.IsEmpty)
            {
                left &= ~use.Selection.Takes;
            }
        }

        return left == Involvements.None;
    }

    /// <summary>Whether a preserving verb secures the kind on the type, whichever resources it takes.</summary>
    private static bool Reaches(VerbUse use, Demand demand) =>
        use.Call.Actions.Any(action => (action.Preserves & demand.Kind) != 0) && use.Call.Resources.Any(resource => ResourceKinds.Covers(resource, demand.Resource));

    private static bool IsWaived(Demand demand, ResponsePath path) => path.Waived.Any(waived =>
        (waived.Kinds & demand.Kind) != 0
        && (waived.Resource is null ? waived.Selection.Filters.IsEmpty && waived.Selection.Takes == Involvements.All : waived.Resource == demand.Resource && waived.Selection.PassesAllOf(demand.Selection))
        && (demand.Selection.Takes & ~waived.Selection.Takes) == 0);

    private static bool IsFromEarlierRound(Demand demand, IReadOnlyCollection<ResponsePath> earlier) =>
        demand.Resource == ResourceKinds.Account && earlier.Count > 0 && earlier.All(path => IsPreserved(demand, path.Uses));
}
