namespace IrSdk.Analyzers;

/// <summary>The longest chain of timeouts that ends in a containing verb, as far as it holds on every incident that has its resources.</summary>
internal static class CriticalPath
{
    public static (VerbUse Use, TimeSpan Ends)? Of(ResponsePath path)
    {
        var ends = new Dictionary<VerbUse, TimeSpan>();
        foreach (var use in path.Uses)
        {
            if (!ends.ContainsKey(use))
            {
                ends[use] = End(use, path, ends, []);
            }
        }

        var containing = path.Uses.Where(use => use.Call.Kind == StageKind.Containing).ToList();
        return containing.Count == 0 ? null : containing.Select(use => (use, ends[use])).OrderByDescending(pair => pair.Item2).First();
    }

    private static TimeSpan End(VerbUse use, ResponsePath path, Dictionary<VerbUse, TimeSpan> ends, HashSet<VerbUse> open)
    {
        if (ends.TryGetValue(use, out var known))
        {
            return known;
        }

        if (!open.Add(use))
        {
            return TimeSpan.Zero;
        }

        var starts = path.Uses.Where(other => other != use && Waits(use, other)).Select(other => End(other, path, ends, open)).DefaultIfEmpty(TimeSpan.Zero).Max();
        open.Remove(use);
        return ends[use] = starts + (use.HasUnknownTimeout ? TimeSpan.Zero : use.Longest);
    }

    /// <summary>Whether the planner makes one verb's steps wait for the other's, resource by resource.</summary>
    private static bool Waits(VerbUse later, VerbUse earlier) => (later.Call.Kind, earlier.Call.Kind) switch
    {
        (StageKind.Containing, StageKind.Preserving) => Disturbs(later, earlier) || (Effects.Cut(later, earlier) && AreSame(later, earlier)),
        (StageKind.Containing, StageKind.Containing) => earlier.Stage < later.Stage && AreSame(later, earlier),
        (StageKind.Preserving, StageKind.Preserving) => Effects.Alter(later, earlier) && AreSame(later, earlier),
        _ => false,
    };

    private static bool Disturbs(VerbUse later, VerbUse earlier) =>
        Effects.Disturb(later, earlier) && (earlier.Call.Resources.Contains(ResourceKinds.Account) || AreSame(later, earlier));

    private static bool AreSame(VerbUse one, VerbUse other) =>
        one.Call.Resources.Any(other.Call.Resources.Contains)
        && ((one.Selection.PassesAllOf(other.Selection) && (other.Selection.Takes & ~one.Selection.Takes) == 0)
            || (other.Selection.PassesAllOf(one.Selection) && (one.Selection.Takes & ~other.Selection.Takes) == 0));
}
