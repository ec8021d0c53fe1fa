using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>The members of other assemblies that give the same for the same, and change nothing.</summary>
internal static class Purity
{
    public static bool Holds(ISymbol member) => member.ContainingType is { } type && Space(type) switch
    {
        "IrSdk" or "System.Linq" => true,
        "System" => type.Name is "String" or "Char" or "Int32" or "Int64" or "Double" or "Decimal" or "Boolean" or "Math" or "StringComparer" or "TimeSpan" or "Nullable" or "Enum" or "Tuple" or "MemoryExtensions" or "Array"
            || (type.Name is "DateTime" or "DateTimeOffset" && member.Name is not ("Now" or "UtcNow" or "Today")),
        "System.Collections.Generic" or "System.Collections.Immutable" or "System.Collections.Frozen" =>
            member.Name.StartsWith("Contains", StringComparison.Ordinal) || member.Name is "Count" or "Length" or "Keys" or "Values" or "this[]" or "IsEmpty" or "IsDefault" or "IndexOf",
        _ => member is IPropertySymbol { DeclaringSyntaxReferences: [var declared], SetMethod: null or { IsInitOnly: true } } && IsPlain(declared.GetSyntax()),
    };

    /// <summary>Whether a property of the source is only kept, not computed.</summary>
    private static bool IsPlain(SyntaxNode declaration) => declaration switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property =>
            property.ExpressionBody is null && (property.AccessorList?.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null) ?? false),
        Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax => true,
        _ => false,
    };

    private static string Space(INamedTypeSymbol type) =>
        (type.ContainingType is { } outer ? outer.ContainingNamespace : type.ContainingNamespace)?.ToDisplayString() ?? "";
}
