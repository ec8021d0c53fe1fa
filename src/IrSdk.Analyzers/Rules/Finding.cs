using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>What a rule says, and where.</summary>
internal sealed record Finding(DiagnosticDescriptor Rule, Location Place, ImmutableArray<string> Words)
{
    /// <summary>What a code fix needs to know.</summary>
    public ImmutableDictionary<string, string?> Properties { get; init; } = ImmutableDictionary<string, string?>.Empty;

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Rule, Place, Properties, [.. Words]);
}
