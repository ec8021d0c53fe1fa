using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>A script as one ordinary class, or what is wrong with it.</summary>
/// <param name="Tree">The class and the hoisted types. Null when the script is refused.</param>
/// <param name="Diagnostics">Why it is refused.</param>
internal sealed record WrappedScript(SyntaxTree? Tree, ImmutableArray<ScriptDiagnostic> Diagnostics)
{
    /// <summary>The packages that it names.</summary>
    public ImmutableArray<PackageId> Packages { get; init; } = [];

    public const string ClassName = "__Script";
    public const string MethodName = "Run";
}
