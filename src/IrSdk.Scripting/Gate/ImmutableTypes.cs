using System.Collections.Frozen;
using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>
/// Types whose values nobody can change once they are made: only these may be kept in static fields. A type of the script is one when its
/// fields are read-only and of such types, and so are its base's and those of every type that derives from it.
/// </summary>
internal sealed class ImmutableTypes(IAssemblySymbol script)
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
    [
        "System.DateOnly", "System.DateTime", "System.DateTimeOffset", "System.DayOfWeek", "System.Decimal", "System.Guid", "System.Index", "System.Int128", "System.MidpointRounding",
        "System.Nullable`1", "System.Range", "System.StringComparer", "System.StringComparison", "System.StringSplitOptions", "System.TimeOnly", "System.TimeSpan", "System.UInt128",
        .. Enumerable.Range(1, 8).Select(arity => $"System.ValueTuple`{arity}"),
        "System.Collections.Generic.KeyValuePair`2",
        "System.Collections.Immutable.ImmutableArray`1", "System.Collections.Immutable.ImmutableList`1", "System.Collections.Immutable.ImmutableQueue`1",
        "System.Collections.Immutable.ImmutableSortedDictionary`2", "System.Collections.Immutable.ImmutableSortedSet`1", "System.Collections.Immutable.ImmutableStack`1",
        "System.Text.Json.JsonValueKind",

        // Of IrSdk, everything but what holds a script's functions, which may hold anything.
        "IrSdk.AccessKey", "IrSdk.Account", "IrSdk.AccountId", "IrSdk.Bucket", "IrSdk.Confidence", "IrSdk.Evidence", "IrSdk.EvidenceStatus", "IrSdk.FailureRule", "IrSdk.IamRole", "IrSdk.IamUser",
        "IrSdk.IncidentId", "IrSdk.IncidentKind", "IrSdk.Instance", "IrSdk.Involvement", "IrSdk.Resource", "IrSdk.ResourceId", "IrSdk.RoleSession", "IrSdk.Severity", "IrSdk.Vpc",
    ]);

    private readonly HashSet<INamedTypeSymbol> asked = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a type that is not the script's is one, its type arguments apart.</summary>
    /// <param name="type">Its metadata name.</param>
    public static bool Has(string type) => Names.Contains(type);

    /// <summary>Whether a field may be of a type.</summary>
    public bool Has(ITypeSymbol type) =>
        type.SpecialType is (>= SpecialType.System_Boolean and <= SpecialType.System_String)
        || (type is INamedTypeSymbol named
            && (IsOwn(named) ? named.TypeKind == TypeKind.Enum || IsImmutable(named.OriginalDefinition) : Has(SymbolGate.NameOf(named.TupleUnderlyingType ?? named)))
            && named.TypeArguments.All(Has));

    private bool IsImmutable(INamedTypeSymbol type) =>
        !asked.Add(type)
        || (type.TypeKind is TypeKind.Class or TypeKind.Struct
            && (type.BaseType is not { } parent || parent.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType || (IsOwn(parent) && Has(parent)))
            && type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic).All(field => field.IsReadOnly && (field.Type is ITypeParameterSymbol || Has(field.Type)))
            && All(script.GlobalNamespace.GetTypeMembers()).Where(other => SymbolEqualityComparer.Default.Equals(other.BaseType?.OriginalDefinition, type)).All(IsImmutable));

    private bool IsOwn(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, script);

    private static IEnumerable<INamedTypeSymbol> All(IEnumerable<INamedTypeSymbol> types) => types.SelectMany(type => All(type.GetTypeMembers()).Prepend(type));
}
