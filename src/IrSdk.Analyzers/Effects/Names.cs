using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>Knows IrSdk's symbols by their names, so that nothing of IrSdk is referenced.</summary>
internal static class Names
{
    private const string Space = "IrSdk";

    public static bool Is(ITypeSymbol? type, string name) =>
        type is INamedTypeSymbol { ContainingType: null, Arity: 0 } named && named.Name == name && IsIrSdk(named.ContainingNamespace);

    /// <summary>Whether a type is, or derives from, one of IrSdk.</summary>
    public static bool DerivesFrom(ITypeSymbol? type, string name)
    {
        for (var one = type; one is not null; one = one.BaseType)
        {
            if (Is(one, name))
            {
                return true;
            }
        }

        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(constraint => DerivesFrom(constraint, name));
    }

    public static bool Implements(ITypeSymbol? type, string name) => Is(type, name) || (type?.AllInterfaces.Any(one => Is(one, name)) ?? false);

    /// <summary>Whether a member belongs to a type of IrSdk, extension blocks of it included.</summary>
    public static bool IsMemberOf(ISymbol member, string type)
    {
        var owner = member.ContainingType;
        return Is(owner is { IsExtension: true } ? owner.ContainingType : owner, type);
    }

    public static bool IsIrSdk(INamespaceSymbol? space) => space is { Name: Space, ContainingNamespace.IsGlobalNamespace: true };
}
