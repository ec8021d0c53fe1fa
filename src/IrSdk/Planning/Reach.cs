namespace IrSdk.Planning;

/// <summary>Drops containing steps that reach further than they may: rules IR3001 to IR3003.</summary>
internal static class Reach
{
    public static IEnumerable<(Draft Draft, Finding Finding)> Refused(List<Draft> drafts, BoundResponse response, PlanningContext context)
    {
        var limit = response.MaxAffected ?? context.MaxAffected ?? int.MaxValue;
        var affected = new HashSet<ResourceId>();
        foreach (var draft in drafts.Where(draft => draft.Action is ContainingAction))
        {
            if (context.IsProtected?.Invoke(draft.Resource) == true)
            {
                yield return (draft, new(Rules.Protected, FindingSeverity.Error, $"{draft.Said} was dropped: the resource is protected; decide by hand."));
            }
            else if (draft.Effects.IsIrreversible && !draft.RequiresApproval)
            {
                yield return (draft, new(Rules.IrreversibleUnapproved, FindingSeverity.Error, $"{draft.Said} was dropped: it is irreversible; write .RequireApproval() after it."));
            }
            else if (affected.Count >= limit && !affected.Contains(draft.Resource.Id))
            {
                yield return (draft, new(Rules.TooFar, FindingSeverity.Error, $"{draft.Said} was dropped: containment may touch {limit} resources; raise MaxAffected or decide by hand."));
            }
            else
            {
                affected.Add(draft.Resource.Id);
            }
        }
    }
}
