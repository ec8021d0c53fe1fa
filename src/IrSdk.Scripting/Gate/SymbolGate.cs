using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>A symbol that a script may not name.</summary>
/// <param name="Name">What the message says.</param>
/// <param name="Cause">What is not on the allow list: the type when it is refused as a whole, else the member.</param>
internal readonly record struct RefusedSymbol(string Name, string Cause);

/// <summary>Asks the allow list about the compiler's symbols.</summary>
internal static class SymbolGate
{
    /// <summary>What is refused when a script names a symbol, or null when it may name it.</summary>
    public static RefusedSymbol? Refused(ISymbol symbol, IAssemblySymbol script) => symbol switch
    {
        IDynamicTypeSymbol => new("dynamic", "dynamic"),
        INamedTypeSymbol type => IsOwn(type, script) ? null : RefusedType(NameOf(type)),
        // That of a record is the compiler's, made of those of its members.
        IMethodSymbol { Name: nameof(GetHashCode), Parameters: [] } method => new($"{NameOf(method.ContainingType)}.{method.Name}", nameof(GetHashCode)),
        IMethodSymbol { MethodKind: MethodKind.FunctionPointerSignature } => new("a function pointer", "a function pointer"),
        IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol when symbol.ContainingType is { } type && !IsOwn(type, script) =>
            RefusedMember(NameOf(Declaring(symbol)), symbol),
        _ => null,
    };

    private static RefusedSymbol? RefusedType(string type) =>
        AllowList.OfType(type) == Reach.Allowed ? null : new(type, type);

    private static RefusedSymbol? RefusedMember(string type, ISymbol member)
    {
        if (AllowList.OfMember(type, MetadataNameOf(member), () => ParametersOf(member)) == Reach.Allowed)
        {
            return null;
        }

        var name = member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? type : $"{type}.{member.Name}";
        return new(name, AllowList.OfType(type) == Reach.Allowed ? name : type);
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

    private static string ParametersOf(ISymbol member) =>
        string.Join(',', ((member as IMethodSymbol)?.Parameters ?? []).Select(parameter => parameter.Type is INamedTypeSymbol type ? NameOf(type) : parameter.Type.ToDisplayString()));

    private static string MetadataNameOf(ISymbol symbol) => symbol switch
    {
        IPropertySymbol property => (property.GetMethod ?? property.SetMethod)?.MetadataName ?? property.MetadataName,
        IEventSymbol occurrence => occurrence.AddMethod?.MetadataName ?? occurrence.MetadataName,
        _ => symbol.MetadataName,
    };
}
