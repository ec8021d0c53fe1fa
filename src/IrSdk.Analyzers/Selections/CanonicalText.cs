using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>
/// An expression as text that is the same only for expressions that give the same value wherever they stand. What may give
/// another value the next time begins with <see cref="Selection.Incomparable"/>.
/// </summary>
internal sealed class CanonicalText
{
    private const int DeepestCall = 8;

    private readonly Frame frame;
    private readonly Variables variables;
    private readonly SourceBodies bodies;
    private readonly Dictionary<ISymbol, string> parameters = new(SymbolEqualityComparer.Default);
    private readonly int depth;
    private bool isIncomparable;

    public CanonicalText(Frame frame, Variables variables, SourceBodies bodies, int depth = 0) =>
        (this.frame, this.variables, this.bodies, this.depth) = (frame, variables, bodies, depth);

    /// <summary>The same inside a function: its parameters are called by their places.</summary>
    public CanonicalText Of(IMethodSymbol function)
    {
        var inside = new CanonicalText(frame, variables, bodies, depth);
        foreach (var pair in parameters)
        {
            inside.parameters[pair.Key] = pair.Value;
        }

        inside.Enter(function);
        return inside;
    }

    public string Of(IOperation operation)
    {
        isIncomparable = false;
        var text = Text(operation);
        return isIncomparable ? $"{Selection.Incomparable}{operation.Syntax.SpanStart}" : text;
    }

    private void Enter(IMethodSymbol function)
    {
        foreach (var parameter in function.OriginalDefinition.Parameters)
        {
            parameters[parameter] = "$" + parameters.Count.ToString(CultureInfo.InvariantCulture);
        }
    }

    private string Text(IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true } constant)
        {
            var value = System.Convert.ToString(constant.Value, CultureInfo.InvariantCulture) ?? "";
            return $"{(operation.Type is null ? "" : bodies.NameOf(operation.Type))}[{value.Length}]={value}";
        }

        switch (operation)
        {
            case IArgumentOperation argument:
                return $"{argument.Parameter?.Name}:{Text(argument.Value)}";
            case IParameterReferenceOperation parameter:
                return parameters.TryGetValue(parameter.Parameter, out var place) ? place : Captured(parameter.Parameter);
            case ILocalReferenceOperation local:
                return Captured(local.Local);
            case IAnonymousFunctionOperation lambda:
                Enter(lambda.Symbol);
                return $"λ({All(lambda.Body.Operations)})";
            case IFieldReferenceOperation field when field.Field.IsReadOnly || field.Field.IsConst:
                return $"{bodies.NameOf(field.Field)}({All(field.ChildOperations)})";
            case IPropertyReferenceOperation property when Purity.Holds(property.Property):
                return $"{bodies.NameOf(property.Property)}({All(property.ChildOperations)})";
            case IInvocationOperation call when Purity.Holds(call.TargetMethod) || IsPureSource(call.TargetMethod):
                return $"{bodies.NameOf(call.TargetMethod)}({All(call.ChildOperations)})";
            case IMethodReferenceOperation method when Purity.Holds(method.Method) || IsPureSource(method.Method):
                return $"{bodies.NameOf(method.Method)}({All(method.ChildOperations)})";
            case IBinaryOperation { OperatorMethod: null or { ContainingType.SpecialType: not SpecialType.None } } binary:
                return $"{binary.OperatorKind}({All(binary.ChildOperations)})";
            case IUnaryOperation { OperatorMethod: null } unary:
                return $"{unary.OperatorKind}({All(unary.ChildOperations)})";
            case IConversionOperation { OperatorMethod: null } conversion:
                return $"{(conversion.Type is null ? "" : bodies.NameOf(conversion.Type))}({Text(conversion.Operand)})";
            case IBinaryPatternOperation pattern:
                return $"{pattern.OperatorKind}({All(pattern.ChildOperations)})";
            case IRelationalPatternOperation pattern:
                return $"{pattern.OperatorKind}({All(pattern.ChildOperations)})";
            case ITypePatternOperation pattern:
                return $"is {bodies.NameOf(pattern.MatchedType)}";
            case IIsTypeOperation test:
                return $"is {bodies.NameOf(test.TypeOperand)}({All(test.ChildOperations)})";
            case IIsPatternOperation or IConstantPatternOperation or INegatedPatternOperation or IDiscardPatternOperation
                or IReturnOperation or IParenthesizedOperation or IDelegateCreationOperation or IConditionalOperation or ICoalesceOperation
                or ITupleOperation or ICollectionExpressionOperation or ISpreadOperation or IArrayCreationOperation or IArrayInitializerOperation
                or IInterpolatedStringOperation or IInterpolatedStringTextOperation or IInterpolationOperation or ITranslatedQueryOperation
                or IConditionalAccessOperation or IConditionalAccessInstanceOperation or IInstanceReferenceOperation or IDefaultValueOperation:
                return $"{operation.Kind}({All(operation.ChildOperations)})";
            default:
                isIncomparable = true;
                return "";
        }
    }

    private string All(IEnumerable<IOperation> operations) => string.Join(",", operations.Select(Text));

    private string Captured(ISymbol variable)
    {
        var slot = new Slot(frame.Of(variable), variable);
        isIncomparable |= !variables.IsFixed(slot);
        return variable.Name + "#" + slot.Frame.Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a method of the source gives the same for the same, whatever happened before.</summary>
    private bool IsPureSource(IMethodSymbol method)
    {
        if (depth >= DeepestCall || bodies.Of(method) is not { } body || SelectionReader.OnlyValue(body) is not { } value)
        {
            return false;
        }

        variables.Learn(body);
        var inside = new CanonicalText(method.MethodKind == MethodKind.LocalFunction ? frame : new Frame(method.OriginalDefinition, null, -1, false), variables, bodies, depth + 1);
        inside.Enter(method);
        return inside.Of(value)[0] != Selection.Incomparable;
    }
}
