using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>A step in the making: an action with everything that is known before its order is.</summary>
internal sealed class Draft
{
    public required ResponseAction Action { get; init; }

    public required int Stage { get; init; }

    /// <summary>The place in which it was written; breaks ties, so that the same response always makes the same plan.</summary>
    public required int Written { get; init; }

    public required TimeSpan Timeout { get; init; }

    public FailureRule? OnFailure { get; init; }

    public bool RequiresApproval { get; init; }

    public bool Implied { get; init; }

    public string Id { get; set; } = "";

    public ImmutableArray<Disturbance> Disturbs { get; set; } = [];

    public SortedDictionary<string, List<Dependency>> Waits { get; } = new(StringComparer.Ordinal);

    public Resource Resource => Action.Resource;

    public ActionEffects Effects => field ??= ActionEffects.Of(Action);

    public Evidence Preserves => Effects.Preserves;

    /// <summary>The action's identity: what it does, to what, with which arguments.</summary>
    public string Key => field ??= $"{Effects.Name} {Resource.Id} {ActionCatalog.ArgumentsOf(Action).ToJsonString()}";

    /// <summary>What it is called in a message.</summary>
    public string Said => $"'{Effects.Phrase}' on {Resource.Id.Name}";

    public void WaitFor(Draft earlier, Order because, Evidence evidence = Evidence.None)
    {
        if (!Waits.TryGetValue(earlier.Id, out var reasons))
        {
            Waits[earlier.Id] = reasons = [];
        }

        reasons.Add(new(earlier.Id, because, evidence));
    }
}
