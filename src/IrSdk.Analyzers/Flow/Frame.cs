using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>One call of a method, a local function or a lambda: the place of its variables.</summary>
internal sealed class Frame(ISymbol owner, Frame? parent, int number, bool isRepeated)
{
    public ISymbol Owner { get; } = owner;

    /// <summary>What it closes over.</summary>
    public Frame? Parent { get; } = parent;

    public int Number { get; } = number;

    /// <summary>Whether it stands for several calls, so that its variables are not one and the same.</summary>
    public bool IsRepeated { get; } = isRepeated;

    /// <summary>The frame that a variable lives in.</summary>
    public Frame Of(ISymbol variable)
    {
        for (var frame = this; ; frame = frame.Parent)
        {
            if (frame.Parent is null || SymbolEqualityComparer.Default.Equals(frame.Owner, variable.ContainingSymbol?.OriginalDefinition))
            {
                return frame;
            }
        }
    }
}

/// <summary>A variable in a frame.</summary>
internal readonly record struct Slot(Frame Frame, ISymbol Variable)
{
    public bool Equals(Slot other) => Frame == other.Frame && SymbolEqualityComparer.Default.Equals(Variable, other.Variable);

    public override int GetHashCode() => unchecked((Frame.Number * 397) ^ SymbolEqualityComparer.Default.GetHashCode(Variable));
}
