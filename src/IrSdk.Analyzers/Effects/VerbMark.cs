using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>What a verb declares of itself with <c>[Makes]</c>.</summary>
/// <param name="Actions">The actions that it makes.</param>
/// <param name="Resources">The types of resource that it acts on.</param>
/// <param name="Selector">Its selector. Null: it has none.</param>
/// <param name="Default">What it takes when no selector is written.</param>
internal sealed record VerbMark(ImmutableArray<ActionFacts> Actions, ImmutableArray<string> Resources, IParameterSymbol? Selector, Selection Default)
{
    /// <summary>A verb's mark. Null: it declares nothing.</summary>
    public static VerbMark? Of(IMethodSymbol method, SourceBodies known)
    {
        var marks = method.OriginalDefinition.GetAttributes().Where(one => Names.Is(one.AttributeClass, "MakesAttribute")).ToList();
        var actions = marks.Select(mark => mark.ConstructorArguments.FirstOrDefault().Value).OfType<INamedTypeSymbol>().Select(known.FactsOf).ToImmutableArray();
        if (actions.IsEmpty)
        {
            return null;
        }

        var selector = method.Parameters.FirstOrDefault(parameter => SelectedType(parameter.Type) is not null);
        var resources = selector is null ? actions.SelectMany(action => action.Resources).Distinct().ToImmutableArray() : [SelectedType(selector.Type)!.Name];
        var takesTargets = marks.Any(mark => mark.NamedArguments.Any(one => one is { Key: "TakesTargets", Value.Value: true }));
        var takes = resources.Contains(ResourceKinds.Account) ? Involvements.All : takesTargets ? Involvements.Suspect | Involvements.Target : Involvements.Suspect;
        return new(actions, resources, selector, Selection.Bare(takes));
    }

    /// <summary>The resource type of a selector: <c>Instance</c> of <c>Func&lt;Incident, IEnumerable&lt;Instance&gt;&gt;</c>.</summary>
    private static ITypeSymbol? SelectedType(ITypeSymbol type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod: { ReturnType: INamedTypeSymbol { TypeArguments: [var resource] }, Parameters: [var incident] } }
        && Names.Is(incident.Type, "Incident") && Names.DerivesFrom(resource, "Resource") ? resource : null;
}
