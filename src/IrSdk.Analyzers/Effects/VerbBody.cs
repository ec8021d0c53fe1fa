using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>What a verb that is made in source makes.</summary>
/// <param name="Actions">The actions; empty when they cannot be told.</param>
/// <param name="IsPlain">Whether it is one action on the very resource that it is given.</param>
internal sealed record VerbBody(ImmutableArray<ActionFacts> Actions, bool IsPlain)
{
    public static VerbBody Read(Function function, SourceBodies known)
    {
        var body = (function.Lambda as IAnonymousFunctionOperation)?.Body ?? known.Of(function.Method);
        var operations = body?.DescendantsAndSelf().ToList() ?? [];
        var created = operations.OfType<IObjectCreationOperation>().Where(one => Names.DerivesFrom(one.Type, "ResponseAction")).ToList();
        var isHidden = operations.Any(one => one is IInvocationOperation or IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation && Names.DerivesFrom(one.Type, "ResponseAction"));
        var isPlain = created is [{ Arguments: [{ Value: var resource }, ..] }]
            && Returned(body) is { } returned && Unconverted(returned) == created[0]
            && Unconverted(resource) is IParameterReferenceOperation given && SymbolEqualityComparer.Default.Equals(given.Parameter.ContainingSymbol, function.Method.OriginalDefinition);
        return new(isHidden ? [] : [.. created.Select(one => known.FactsOf((INamedTypeSymbol)one.Type!))], isPlain);
    }

    private static IOperation? Returned(IOperation? body) => body switch
    {
        IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } value }] } => value,
        IMethodBodyOperation method => Returned(method.BlockBody ?? method.ExpressionBody),
        _ => null,
    };

    private static IOperation Unconverted(IOperation operation) =>
        operation is IConversionOperation { OperatorMethod: null } conversion ? Unconverted(conversion.Operand) : operation;
}
