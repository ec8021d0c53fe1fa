namespace IrSdk.Planning;

/// <summary>The captures among drafts, found by what they cover: an incident of hundreds of resources has thousands of pairs that have nothing to do with each other.</summary>
internal sealed class Captures
{
    private readonly Dictionary<ResourceId, List<Draft>> on = [];
    private readonly Dictionary<ResourceId, List<Draft>> within = [];

    public Captures(IEnumerable<Draft> drafts)
    {
        foreach (var draft in drafts)
        {
            Add(draft);
        }
    }

    /// <summary>Adds a draft, if it captures anything.</summary>
    public void Add(Draft draft)
    {
        if (draft.Preserves == Evidence.None)
        {
            return;
        }

        Of(on, draft.Resource.Id).Add(draft);
        foreach (var wider in Scope.WiderThan(draft.Resource))
        {
            Of(within, wider).Add(draft);
        }
    }

    public void Remove(Draft draft)
    {
        Of(on, draft.Resource.Id).Remove(draft);
        foreach (var wider in Scope.WiderThan(draft.Resource))
        {
            Of(within, wider).Remove(draft);
        }
    }

    /// <summary>The captures of the resource, and of what covers it.</summary>
    public IEnumerable<Draft> Covering(Resource resource) => Scope.WiderThan(resource).Prepend(resource.Id).SelectMany(id => on.GetValueOrDefault(id, None));

    /// <summary>The captures of the resource, of what covers it and of what it covers.</summary>
    public IEnumerable<Draft> Overlapping(Resource resource) => Covering(resource).Concat(within.GetValueOrDefault(resource.Id, None));

    private static readonly List<Draft> None = [];

    private static List<Draft> Of(Dictionary<ResourceId, List<Draft>> index, ResourceId id) => index.TryGetValue(id, out var drafts) ? drafts : index[id] = [];
}
