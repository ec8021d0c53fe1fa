using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>Variables.</content>
internal sealed partial class Interpreter
{
    private ImmutableHashSet<Value> Read(ISymbol variable, IOperation at)
    {
        var slot = new Slot(frame.Of(variable), variable);
        return current!.Find(slot) ?? (variable is IParameterSymbol && slot.Frame.Number == 0 ? [new Passed(slot)] : Unfollowed(at, $"'{variable.Name}', whose value is not known here"));
    }

    private void Set(ISymbol variable, ImmutableHashSet<Value> values)
    {
        current = current?.With(new Slot(frame.Of(variable), variable), values);
        for (var index = 0; index < caught.Count; index++)
        {
            caught[index] = State.Join(caught[index], current);
        }
    }

    private ImmutableHashSet<Value> Assign(IOperation target, ImmutableHashSet<Value> values)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                Set(local.Local, values);
                break;
            case IParameterReferenceOperation parameter:
                Set(parameter.Parameter, values);
                break;
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, values);
            case IConditionalOperation:
                Evaluate(target);
                Forget(target, "a variable that stands for another");
                break;
            default:
                // A field or an element: reading it gives nothing that is followed.
                Evaluate(target);
                break;
        }

        return values;
    }

    private void Deconstruct(IOperation target, IOperation value)
    {
        target = (target as IDeclarationExpressionOperation)?.Expression ?? target;
        value = (value as IConversionOperation)?.Operand ?? value;
        if (target is ITupleOperation targets && value is ITupleOperation values && targets.Elements.Length == values.Elements.Length)
        {
            var evaluated = values.Elements.Select(Evaluate).ToList();
            for (var index = 0; index < evaluated.Count; index++)
            {
                Assign(targets.Elements[index], evaluated[index]);
            }

            return;
        }

        Evaluate(value);
        Forget(target, "a value that was taken out of another");
    }

    private void Forget(IOperation target, string reason)
    {
        foreach (var part in target.DescendantsAndSelf())
        {
            if (Variables.Named(part) is { } variable)
            {
                Set(variable, [new Lost(reason, target.Syntax.GetLocation())]);
            }
        }
    }

    private void Bind(IPatternOperation pattern, ImmutableHashSet<Value> values)
    {
        switch (pattern)
        {
            case IDeclarationPatternOperation { DeclaredSymbol: { } symbol }:
                Set(symbol, Present(values));
                break;
            case IRecursivePatternOperation { DeclaredSymbol: { } symbol }:
                Set(symbol, Present(values));
                break;
            case INegatedPatternOperation negated:
                Bind(negated.Pattern, values);
                break;
            case IBinaryPatternOperation binary:
                Bind(binary.LeftPattern, values);
                Bind(binary.RightPattern, values);
                break;
        }
    }
}
