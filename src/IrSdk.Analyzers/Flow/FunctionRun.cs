using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>What leaves a function while it is followed.</summary>
internal sealed class FunctionRun
{
    public ImmutableHashSet<Value> Returned { get; set; } = Value.None;

    /// <summary>What holds at its ends.</summary>
    public State? Exit { get; set; }

    /// <summary>What holds where <c>break</c> and <c>continue</c> lead to.</summary>
    public Dictionary<ILabelSymbol, State> Jumps { get; } = new(SymbolEqualityComparer.Default);

    public State? Take(ILabelSymbol? label)
    {
        if (label is null)
        {
            return null;
        }

        var state = Jumps.TryGetValue(label, out var found) ? found : null;
        Jumps.Remove(label);
        return state;
    }

    public void Jump(ILabelSymbol label, State? state)
    {
        if (State.Join(Jumps.TryGetValue(label, out var found) ? found : null, state) is { } joined)
        {
            Jumps[label] = joined;
        }
    }
}
