using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>Reads what a <c>Where</c> narrows: involvement by meaning, everything else as text.</summary>
internal static class PredicateReader
{
    public static IAnonymousFunctionOperation? Lambda(IOperation argument) => argument switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IConversionOperation conversion => Lambda(conversion.Operand),
        _ => null,
    };

    public static Selection Narrow(Selection source, IAnonymousFunctionOperation predicate, CanonicalText text)
    {
        var inside = text.Of(predicate.Symbol);
        return SelectionReader.OnlyValue(predicate.Body) is { } condition
            ? Conjuncts(condition).Aggregate(source, (selection, one) => Involved(one) is { } takes ? selection.Limited(takes) : selection.Narrowed(inside.Of(one)))
            : source.Narrowed(text.Of(predicate));
    }

    private static IEnumerable<IOperation> Conjuncts(IOperation condition) =>
        condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } both
            ? Conjuncts(both.LeftOperand).Concat(Conjuncts(both.RightOperand))
            : [condition];

    /// <summary>The involvements for which a condition holds. Null: it is about something else.</summary>
    private static Involvements? Involved(IOperation condition) => condition switch
    {
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } not => Involvements.All & ~Involved(not.Operand),
        IPropertyReferenceOperation { Property.Name: "IsSuspect", Instance: IParameterReferenceOperation } property when Names.IsMemberOf(property.Property, "Resource") => Involvements.Suspect,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equals => Compared(equals),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } differs => Involvements.All & ~Compared(differs),
        IIsPatternOperation pattern when IsInvolvement(pattern.Value) => Matched(pattern.Pattern),
        _ => null,
    };

    private static Involvements? Compared(IBinaryOperation comparison) =>
        IsInvolvement(comparison.LeftOperand) ? Constant(comparison.RightOperand) : IsInvolvement(comparison.RightOperand) ? Constant(comparison.LeftOperand) : null;

    private static Involvements? Matched(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation constant => Constant(constant.Value),
        INegatedPatternOperation negated => Involvements.All & ~Matched(negated.Pattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => Matched(either.LeftPattern) | Matched(either.RightPattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => Matched(both.LeftPattern) & Matched(both.RightPattern),
        _ => null,
    };

    private static bool IsInvolvement(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsInvolvement(conversion.Operand),
        IPropertyReferenceOperation { Property.Name: "Involvement", Instance: IParameterReferenceOperation } property => Names.IsMemberOf(property.Property, "Resource"),
        _ => false,
    };

    private static Involvements? Constant(IOperation operation) =>
        operation.ConstantValue is { HasValue: true, Value: int and >= 0 and <= 2 and var value } ? (Involvements)(1 << value) : null;
}
