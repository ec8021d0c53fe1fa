namespace IrSdk.Planning;

/// <summary>Derives the order of drafts from their effects. No edge is added that no rule asks for.</summary>
internal sealed class Ordering(List<Draft> drafts, Captures captures, Relations relations)
{
    private readonly Dictionary<string, Draft> byId = drafts.ToDictionary(draft => draft.Id, StringComparer.Ordinal);
    private readonly ILookup<(Channel, ResourceId), Draft> users = drafts.Where(draft => draft.Effects.Needs is not null)
        .ToLookup(draft => (draft.Effects.Needs!.Value, draft.Resource.Id));

    /// <summary>Evidence before its disturbance; channel users before the cut.</summary>
    public void OrderByEffects()
    {
        foreach (var later in drafts)
        {
            foreach (var (earlier, endangered) in Endangered(later))
            {
                later.WaitFor(earlier, Order.Evidence, endangered);
            }

            foreach (var cut in later.Effects.SeveredBy(later.Action)
                .SelectMany(one => relations.Of(later.Resource, one.On).Select(resource => (one.Channel, resource.Id))).Distinct())
            {
                foreach (var user in users[cut].Where(user => user != later))
                {
                    later.WaitFor(user, Order.Channel);
                }
            }
        }
    }

    /// <summary>A capture that alters what another captures goes after it, where nothing asks for the contrary.</summary>
    public void OrderByAlteration()
    {
        foreach (var later in drafts.Where(draft => draft.Effects.Alters != Evidence.None))
        {
            foreach (var earlier in captures.Overlapping(later.Resource).Where(draft => draft != later))
            {
                var altered = later.Effects.Alters & earlier.Preserves;
                if (altered != Evidence.None && !Waits(earlier, later))
                {
                    later.WaitFor(earlier, Order.Alteration, altered);
                }
            }
        }
    }

    /// <summary>What the playbook says, where nothing above asks for the contrary.</summary>
    /// <returns>The steps that had to be moved before what they were written after.</returns>
    public IEnumerable<(Draft Moved, Draft Before)> OrderByStage()
    {
        var written = drafts.Where(draft => !draft.Implied).ToList();
        var contains = drafts.Exists(draft => draft.Action is ContainingAction or RestoringAction);
        foreach (var later in written)
        {
            foreach (var earlier in written)
            {
                if (earlier.Stage >= later.Stage || !IsOrdered(earlier, later, contains))
                {
                    continue;
                }

                if (Waits(earlier, later))
                {
                    yield return (later, earlier);
                }
                else
                {
                    later.WaitFor(earlier, Order.Stage);
                }
            }
        }
    }

    /// <summary>Some steps that wait for each other in a circle. Empty: there is no circle.</summary>
    public IReadOnlyList<Draft> Circle()
    {
        var left = drafts.ToDictionary(draft => draft.Id, draft => draft.Waits.Count, StringComparer.Ordinal);
        var followers = drafts.SelectMany(draft => draft.Waits.Keys.Select(id => (id, draft))).ToLookup(pair => pair.id, pair => pair.draft, StringComparer.Ordinal);
        var free = new Stack<string>(left.Where(pair => pair.Value == 0).Select(pair => pair.Key));
        while (free.TryPop(out var id))
        {
            left.Remove(id);
            foreach (var follower in followers[id])
            {
                if (--left[follower.Id] == 0)
                {
                    free.Push(follower.Id);
                }
            }
        }

        return left.Count == 0 ? [] : [.. drafts.Where(draft => left.ContainsKey(draft.Id) && Waits(draft, draft))];
    }

    /// <summary>The drafts, each after all that it waits for; otherwise as written.</summary>
    public IEnumerable<Draft> Sorted()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var open = drafts.OrderBy(draft => draft.Stage).ThenBy(draft => draft.Written).ToList();
        while (open.Count > 0)
        {
            var next = open.FindIndex(draft => draft.Waits.Count <= done.Count && draft.Waits.Keys.All(done.Contains));
            done.Add(open[next].Id);
            yield return open[next];
            open.RemoveAt(next);
        }
    }

    /// <summary>The captures that a step would come too early for, each with the kinds of evidence.</summary>
    private Dictionary<Draft, Evidence> Endangered(Draft later)
    {
        var endangered = new Dictionary<Draft, Evidence>();
        foreach (var one in later.Disturbs)
        {
            foreach (var earlier in captures.Overlapping(one.Resource).Where(earlier => earlier != later && earlier.Preserves.HasFlag(one.Kind)))
            {
                endangered[earlier] = endangered.GetValueOrDefault(earlier) | one.Kind;
            }
        }

        return endangered;
    }

    private bool IsOrdered(Draft earlier, Draft later, bool contains) => (earlier.Action, later.Action) switch
    {
        (NotifyingAction, _) => false,
        (ContainingAction or RestoringAction, NotifyingAction) => true,
        (PreservingAction, NotifyingAction) => !contains,
        _ => relations.AreRelated(earlier.Resource, later.Resource),
    };

    /// <summary>Whether one step waits for another, directly or by way of others.</summary>
    private bool Waits(Draft later, Draft earlier)
    {
        if (later.Waits.Count == 0)
        {
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(later.Waits.Keys);
        while (open.TryPop(out var id))
        {
            if (id == earlier.Id)
            {
                return true;
            }

            if (seen.Add(id))
            {
                foreach (var next in byId[id].Waits.Keys)
                {
                    open.Push(next);
                }
            }
        }

        return false;
    }
}
