namespace IrSdk.Analyzers;

/// <summary>Finds verbs that the planner has to move before others that are written in an earlier stage.</summary>
internal static class Moves
{
    public static IEnumerable<(VerbUse Late, VerbUse Before)> Of(ResponsePath path)
    {
        foreach (var before in path.Uses)
        {
            foreach (var late in WaitedFor(before, path).Where(late => late.Stage > before.Stage && MayOverlap(before, late)))
            {
                yield return (late, before);
            }
        }
    }

    /// <summary>The verbs that one waits for by its effects, directly or by way of others.</summary>
    private static HashSet<VerbUse> WaitedFor(VerbUse use, ResponsePath path)
    {
        var found = new HashSet<VerbUse>();
        var open = new Stack<VerbUse>([use]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            foreach (var earlier in path.Uses.Where(earlier => earlier != next && MayWait(next, earlier) && found.Add(earlier)))
            {
                open.Push(earlier);
            }
        }

        return found;
    }

    private static bool MayWait(VerbUse later, VerbUse earlier) =>
        earlier.Call.Kind == StageKind.Preserving && MayOverlap(later, earlier) && later.Call.Kind switch
        {
            StageKind.Containing => Effects.Disturb(later, earlier) || Effects.Cut(later, earlier),
            StageKind.Preserving => Effects.Alter(later, earlier),
            _ => false,
        };

    private static bool MayOverlap(VerbUse one, VerbUse other) =>
        one.Call.Resources.Any(mine => other.Call.Resources.Any(theirs =>
            mine == theirs ? (one.Selection.Takes & other.Selection.Takes) != 0 && !one.Selection.IsOppositeOf(other.Selection)
            : mine != ResourceKinds.Account && theirs != ResourceKinds.Account && (ResourceKinds.Covers(mine, theirs) || ResourceKinds.Covers(theirs, mine))));
}
