using System.Collections.Immutable;
using System.Globalization;

namespace IrSdk.Intake;

/// <summary>The resources found so far, each once with its highest involvement, and how far each is from an alert.</summary>
internal sealed class Findings
{
    private readonly Dictionary<ResourceId, (Resource Resource, int Depth)> found = [];
    private readonly SortedDictionary<string, SortedSet<string>> unresolved = new(StringComparer.Ordinal);
    private readonly HashSet<ResourceId> leftOut = [];

    public ImmutableArray<Resource> Resources => [.. found.Values.Select(one => one.Resource).OrderBy(resource => resource.Id)];

    /// <summary>One sentence for what failed of one cause: where a service cannot be asked, thirty like ones hide all others.</summary>
    public ImmutableArray<string> Unresolved => leftOut.Count == 0
        ? [.. Sentences]
        : [.. Sentences, $"The incident reached {ResolutionLimits.MaxResources} resources and {leftOut.Count} more were left out; look for them by hand."];

    private IEnumerable<string> Sentences => unresolved.SelectMany(one => one.Key.Length == 0 ? one.Value
        : (IEnumerable<string>)[one.Value.Count == 1 ? $"{one.Value.Min} {one.Key}" : string.Create(CultureInfo.InvariantCulture, $"{one.Value.Min} and {one.Value.Count - 1} more {one.Key}")]);

    public void Note(Problem? problem)
    {
        if (problem is not null)
        {
            _ = (unresolved.TryGetValue(problem.Why, out var alike) ? alike : unresolved[problem.Why] = new(StringComparer.Ordinal)).Add(problem.Subject);
        }
    }

    public Resource this[ResourceId id] => found[id].Resource;

    public int DepthOf(ResourceId id) => found[id].Depth;

    /// <summary>Takes a resource in. False when nothing about it is news: it leads nowhere that it did not lead before.</summary>
    /// <param name="resource">The resource with its involvement and how it was found.</param>
    /// <param name="depth">Its distance from an alert.</param>
    /// <param name="isNew">Whether the incident did not hold it before.</param>
    public bool Add(Resource resource, int depth, out bool isNew)
    {
        isNew = !found.TryGetValue(resource.Id, out var before);
        if (isNew)
        {
            if (found.Count >= ResolutionLimits.MaxResources)
            {
                isNew = false;
                _ = leftOut.Add(resource.Id);
                return false;
            }

            found[resource.Id] = (resource, depth);
            return true;
        }

        var raised = resource.Involvement > before.Resource.Involvement;
        var nearer = depth < before.Depth;
        if (raised || nearer)
        {
            var kept = raised ? before.Resource with { Involvement = resource.Involvement, FoundBy = resource.FoundBy } : before.Resource;
            found[resource.Id] = (kept, Math.Min(depth, before.Depth));
        }

        return raised || nearer;
    }

    public void Describe(Resource? described)
    {
        if (described is null)
        {
            return;
        }

        var (known, depth) = found[described.Id];
        found[described.Id] = (Description.Join(known, described), depth);
    }
}
