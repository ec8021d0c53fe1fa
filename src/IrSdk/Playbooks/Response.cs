using System.Collections.Immutable;

namespace IrSdk;

/// <summary>What a playbook says: stages of verbs, not yet bound to resources. Every stage that is written so far is a response.</summary>
public abstract record Response
{
    private protected Response(Response? earlier, Stage stage)
    {
        if (earlier is not null)
        {
            Waivers = earlier.Waivers;
            MaxAffected = earlier.MaxAffected;
        }

        Stages = [.. earlier?.Stages ?? [], stage];
    }

    /// <summary>The stages, in the order in which they are written; at least one.</summary>
    public ImmutableArray<Stage> Stages { get; internal init; }

    /// <summary>Evidence that the playbook leaves out on purpose.</summary>
    public ImmutableArray<Waiver> Waivers { get; internal init; } = [];

    /// <summary>How many resources containment may touch. Null: what the host allows.</summary>
    public int? MaxAffected { get; internal init; }

    /// <summary>The same response with one more verb in its last stage.</summary>
    private protected ImmutableArray<Stage> StagesWith(Verb verb) =>
        Stages.SetItem(Stages.Length - 1, Stages[^1] with { Verbs = Stages[^1].Verbs.Add(verb) });

    internal ImmutableArray<Stage> StagesWithLastVerb(Func<Verb, Verb> change)
    {
        var last = Stages[^1];
        return Stages.SetItem(Stages.Length - 1, last with { Verbs = last.Verbs.SetItem(last.Verbs.Length - 1, change(last.Verbs[^1])) });
    }
}
