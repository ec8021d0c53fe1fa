using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>Reads which resources a selector takes.</summary>
internal sealed class SelectionReader(Variables variables, SourceBodies bodies)
{
    private static readonly ImmutableHashSet<string> Neutral = ImmutableHashSet.Create(
        StringComparer.Ordinal, "OrderBy", "OrderByDescending", "ThenBy", "ThenByDescending", "Order", "OrderDescending", "Reverse", "Distinct", "ToList", "ToArray", "AsEnumerable", "ToHashSet", "ToImmutableArray", "ToImmutableList");

    /// <summary>What each of the values that an argument may have selects, and of which type.</summary>
    /// <param name="selectors">The values.</param>
    /// <param name="bare">What is taken without a selector.</param>
    /// <param name="place">Where it is written.</param>
    public IReadOnlyList<(Selection Selection, string? Resource)> Read(ImmutableHashSet<Value> selectors, Selection bare, SyntaxNode place) =>
        [.. selectors.Select(value => value switch
        {
            Nothing => (bare, null),
            Function function => Read(function),
            Passed passed when variables.IsFixed(passed.Slot) => (Selection.Everything.Narrowed($"passed {passed.Slot.Variable.Name}"), (string?)null),
            _ => (Selection.Everything.Narrowed($"{Selection.Incomparable}{place.SpanStart}"), (string?)null),
        }).Distinct()];

    private (Selection, string?) Read(Function function)
    {
        var body = (function.Lambda as IAnonymousFunctionOperation)?.Body ?? bodies.Of(function.Method);
        var place = function.Lambda?.Syntax ?? body?.Syntax;
        if (place is null || OnlyValue(body) is not { } value)
        {
            return (Selection.Everything.Narrowed($"{Selection.Incomparable}{function.Method.Name}{place?.SpanStart}"), null);
        }

        var (selection, resource) = Read(value, new CanonicalText(function.Frame, variables, bodies).Of(function.Method));
        return (selection with { Source = function.Lambda is null ? function.Method.Name : place.ToString() }, resource);
    }

    private static (Selection Selection, string? Resource) Read(IOperation operation, CanonicalText text)
    {
        switch (operation)
        {
            case IConversionOperation { OperatorMethod: null } conversion:
                return Read(conversion.Operand, text);
            case ITranslatedQueryOperation query:
                return Read(query.Operation, text);
            case IPropertyReferenceOperation { Instance: IParameterReferenceOperation } property when Names.IsMemberOf(property.Property, "Incident") && ResourceOf(property.Type) is { } resource:
                return (Selection.Everything, resource);
            case IInvocationOperation { TargetMethod.Name: "Suspects", Instance: IParameterReferenceOperation } call when Names.IsMemberOf(call.TargetMethod, "Incident"):
                return (Selection.Bare(Involvements.Suspect), call.TargetMethod.TypeArguments[0].Name);
            case IInvocationOperation { TargetMethod.ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } or { Name: "ImmutableArray" or "ImmutableArrayExtensions" } } call when call.Arguments.Length > 0:
                return ReadSequence(call, text);
            case ICollectionExpressionOperation { Elements: [ISpreadOperation spread] }:
                return Read(spread.Operand, text);
            default:
                return (Selection.Everything.Narrowed(text.Of(operation)), ResourceOf(operation.Type));
        }
    }

    private static (Selection, string?) ReadSequence(IInvocationOperation call, CanonicalText text)
    {
        var (source, resource) = Read(call.Arguments[0].Value, text);
        switch (call.TargetMethod.Name)
        {
            case "Where" when call.Arguments.Length == 2 && PredicateReader.Lambda(call.Arguments[1].Value) is { } predicate:
                return (PredicateReader.Narrow(source, predicate, text), resource);
            case "OfType" or "Cast" when call.TargetMethod.TypeArguments is [{ Name: var type }]:
                return (resource is "Resource" or null || type == resource ? source : source.Narrowed(text.Of(call)), type);
            case var name when Neutral.Contains(name):
                return (source, resource);
            case "Take" or "Skip" or "TakeWhile" or "SkipWhile" or "TakeLast" or "SkipLast" or "DistinctBy" or "Except" or "ExceptBy" or "Intersect" or "IntersectBy" or "Where":
                return (source.Narrowed(text.Of(call)), resource);
            default:
                return (Selection.Everything.Narrowed(text.Of(call)), ResourceOf(call.Type));
        }
    }

    /// <summary>The value of a body that does nothing but return it.</summary>
    public static IOperation? OnlyValue(IOperation? body) => body switch
    {
        IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } value }] } => value,
        IMethodBodyOperation method => OnlyValue(method.BlockBody ?? method.ExpressionBody),
        _ => null,
    };

    private static string? ResourceOf(ITypeSymbol? type) =>
        (type as INamedTypeSymbol)?.TypeArguments is [var resource] && Names.DerivesFrom(resource, "Resource") ? resource.Name : null;
}
