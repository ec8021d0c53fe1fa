namespace IrSdk.Runtime;

/// <summary>What a guard looks at besides the step: what holds for the whole journal, and what this incident reached so far.</summary>
/// <param name="IsFrozen">Whether every containment is forbidden.</param>
/// <param name="Affected">The resources that this incident's containment went for.</param>
/// <param name="LastHour">The resources that any incident's containment went for within the last hour. Null: nobody asks.</param>
internal sealed record Standing(bool IsFrozen, HashSet<ResourceId> Affected, HashSet<ResourceId>? LastHour)
{
    /// <summary>A containment is about to reach one more.</summary>
    public void Add(ResourceId resource)
    {
        _ = Affected.Add(resource);
        _ = LastHour?.Add(resource);
    }
}
