using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>Asks the allow list about the compiler's symbols.</summary>
internal static class SymbolGate
{
    /// <summary>The name of a symbol that a script may not name, or null when it may.</summary>
    public static string? Refused(ISymbol symbol, IAssemblySymbol script)
    {
        switch (symbol)
        {
            case IDynamicTypeSymbol:
                return "dynamic";
            case INamedTypeSymbol type:
                return IsOwn(type, script) || AllowList.OfType(NameOf(type)) == Reach.Allowed ? null : NameOf(type);
            case IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol when symbol.ContainingType is { } type && !IsOwn(type, script):
                var name = NameOf(Declaring(symbol));
                return AllowList.OfMember(name, MetadataNameOf(symbol)) == Reach.Allowed ? null : $"{name}.{symbol.Name}";
            case IMethodSymbol { MethodKind: MethodKind.FunctionPointerSignature }:
                return "a function pointer";
            default:
                return null;
        }
    }

    public static string NameOf(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        return type.ContainingType is { } outer ? $"{NameOf(outer)}+{type.MetadataName}"
            : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}"
            : type.MetadataName;
    }

    private static bool IsOwn(INamedTypeSymbol type, IAssemblySymbol script) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, script) || type.IsAnonymousType;

    /// <summary>Members of an extension block belong to the class around it, which is where metadata has them.</summary>
    private static INamedTypeSymbol Declaring(ISymbol symbol)
    {
        var type = symbol.ContainingType;
        while (type.IsExtension && type.ContainingType is { } outer)
        {
            type = outer;
        }

        return type.TupleUnderlyingType ?? type;
    }

    private static string MetadataNameOf(ISymbol symbol) => symbol switch
    {
        IPropertySymbol property => (property.GetMethod ?? property.SetMethod)?.MetadataName ?? property.MetadataName,
        IEventSymbol occurrence => occurrence.AddMethod?.MetadataName ?? occurrence.MetadataName,
        _ => symbol.MetadataName,
    };
}
