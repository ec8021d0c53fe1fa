using System.Collections.Immutable;

namespace IrSdk.Analyzers;

/// <summary>What every variable may hold at one point of the code.</summary>
internal sealed class State(ImmutableDictionary<Slot, ImmutableHashSet<Value>> variables)
{
    private readonly ImmutableDictionary<Slot, ImmutableHashSet<Value>> variables = variables;

    public static State Empty { get; } = new(ImmutableDictionary<Slot, ImmutableHashSet<Value>>.Empty);

    public ImmutableHashSet<Value>? Find(Slot slot) => variables.TryGetValue(slot, out var values) ? values : null;

    public State With(Slot slot, ImmutableHashSet<Value> values) => new(variables.SetItem(slot, values));

    public bool Same(State other) =>
        variables == other.variables
        || (variables.Count == other.variables.Count && variables.All(pair => other.Find(pair.Key) is { } values && values.SetEquals(pair.Value)));

    /// <summary>Whether the variables of the first frames hold the same.</summary>
    public bool Same(State other, int frames) =>
        variables == other.variables || variables.Concat(other.variables).Where(pair => pair.Key.Frame.Number <= frames)
            .All(pair => Find(pair.Key) is { } mine && other.Find(pair.Key) is { } theirs && mine.SetEquals(theirs));

    /// <summary>What may hold after either of two ways; null is a way that nothing takes.</summary>
    public static State? Join(State? one, State? other)
    {
        if (one is null || other is null || one == other)
        {
            return one ?? other;
        }

        var joined = one.variables.ToBuilder();
        foreach (var pair in other.variables)
        {
            joined[pair.Key] = joined.TryGetValue(pair.Key, out var values) ? values.Union(pair.Value) : pair.Value;
        }

        return new(joined.ToImmutable());
    }
}
