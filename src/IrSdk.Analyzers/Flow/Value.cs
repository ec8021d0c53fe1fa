using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>What an expression may be, as far as responses are concerned.</summary>
internal abstract record Value
{
    public static ImmutableHashSet<Value> None { get; } = [];

    public static ImmutableHashSet<Value> Other { get; } = [new Opaque()];

    public static ImmutableHashSet<Value> Null { get; } = [new Nothing()];
}

/// <summary>Nothing that a response is made of.</summary>
internal sealed record Opaque : Value;

/// <summary>Null.</summary>
internal sealed record Nothing : Value;

/// <summary>A number, a text or a truth value that is known.</summary>
internal sealed record Constant(object What) : Value;

/// <summary>A span of time that is known.</summary>
internal sealed record Duration(TimeSpan Span) : Value;

/// <summary>A response, or a stage of one.</summary>
internal sealed record Written(ResponsePath Path) : Value;

/// <summary>Where the next verb can be written.</summary>
internal sealed record Opening(ResponsePath Path, bool Joins) : Value;

/// <summary>What <c>Verb.On</c> made.</summary>
internal sealed record MadeVerb(SyntaxNode Place, string Name, ImmutableArray<ActionFacts> Actions, ImmutableArray<string> Resources, Selection Selection) : Value
{
    public bool Equals(MadeVerb? other) => other is not null && Place == other.Place && Selection.Equals(other.Selection);

    public override int GetHashCode() => Place.GetHashCode();
}

/// <summary>A method, a local function or a lambda, with what it closes over.</summary>
internal sealed record Function(IMethodSymbol Method, IOperation? Lambda, Frame Frame) : Value
{
    public bool Equals(Function? other) => other is not null && SymbolEqualityComparer.Default.Equals(Method, other.Method) && Frame == other.Frame;

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}

/// <summary>Whatever the caller passes, the same wherever it is used.</summary>
internal sealed record Passed(Slot Slot) : Value;

/// <summary>A response that cannot be followed, and why.</summary>
/// <param name="Reason">What is in the way, as part of a sentence.</param>
/// <param name="Place">Where.</param>
/// <param name="IsPassed">Whether only the caller knows it.</param>
internal sealed record Lost(string Reason, Location Place, bool IsPassed = false) : Value;

/// <summary>A playbook that still needs its response.</summary>
internal sealed record Promise(TimeSpan? Deadline) : Value;

/// <summary>A playbook with its response.</summary>
internal sealed record Answered(Sink Sink) : Value;
