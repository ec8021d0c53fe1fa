using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>Which variables hold one value from their declaration on, so that a selector that names one means the same wherever it stands.</summary>
internal sealed class Variables
{
    private readonly HashSet<ISymbol> changing = new(SymbolEqualityComparer.Default);
    private readonly HashSet<IOperation> learned = [];

    public bool IsFixed(Slot slot) => !slot.Frame.IsRepeated && !changing.Contains(slot.Variable);

    /// <summary>Notes what a body assigns, and what it declares inside loops.</summary>
    public void Learn(IOperation body)
    {
        if (!learned.Add(body))
        {
            return;
        }

        foreach (var operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAssignmentOperation assignment:
                    Note(assignment.Target);
                    break;
                case IIncrementOrDecrementOperation increment:
                    Note(increment.Target);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument:
                    Note(argument.Value);
                    break;
                case ILoopOperation loop:
                    changing.UnionWith(loop.Locals);
                    changing.UnionWith(loop.Body.DescendantsAndSelf().SelectMany(Declared));
                    break;
            }
        }
    }

    /// <summary>The variable that an expression names. Null: it is another expression.</summary>
    public static ISymbol? Named(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    private void Note(IOperation target)
    {
        foreach (var part in target.DescendantsAndSelf())
        {
            if (Named(part) is { } variable)
            {
                changing.Add(variable);
            }
        }
    }

    private static IEnumerable<ISymbol> Declared(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation declarator => [declarator.Symbol],
        IDeclarationPatternOperation { DeclaredSymbol: { } symbol } => [symbol],
        IDeclarationExpressionOperation { Expression: ILocalReferenceOperation local } => [local.Local],
        _ => [],
    };
}
