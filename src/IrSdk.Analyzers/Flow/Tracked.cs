using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>The types whose values are followed: responses, what makes them, and what selects for them.</summary>
internal static class Tracked
{
    public static bool Is(ITypeSymbol? type) => type is not null && (
        Names.DerivesFrom(type, "Response")
        || Names.Is(type, "Verb") || Names.Is(type, "Playbook") || Names.Is(type, "TimedPlaybook")
        || IsVerbs(type)
        || (type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && (Is(invoke.ReturnType) || invoke.Parameters.Any(parameter => Names.Is(parameter.Type, "Incident") || IsVerbs(parameter.Type)))));

    /// <summary>Whether verbs can be written on a type.</summary>
    public static bool IsVerbs(ITypeSymbol? type) =>
        Names.Implements(type, "IPreservingVerbs") || Names.Implements(type, "IContainingVerbs") || Names.Implements(type, "INotifyingVerbs")
        || (type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsVerbs));

    /// <summary>Whether a value is, or makes, a part of a response.</summary>
    public static bool Is(Value value) => value is Written or Opening or MadeVerb or Function or Promise or Answered or Lost;
}
