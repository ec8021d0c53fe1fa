using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>Expressions.</content>
internal sealed partial class Interpreter
{
    private ImmutableHashSet<Value> Evaluate(IOperation? operation)
    {
        if (operation is null || current is null)
        {
            return Value.None;
        }

        if (operation.ConstantValue is { HasValue: true } constant)
        {
            return constant.Value is null ? Value.Null : [new Constant(constant.Value)];
        }

        switch (operation)
        {
            case ILocalReferenceOperation local:
                return Read(local.Local, operation);
            case IParameterReferenceOperation parameter:
                return Read(parameter.Parameter, operation);
            case IConversionOperation conversion:
                return Convert(conversion);
            case IParenthesizedOperation parenthesized:
                return Evaluate(parenthesized.Operand);
            case IDelegateCreationOperation creation:
                return Evaluate(creation.Target);
            case IAnonymousFunctionOperation lambda:
                return [new Function(lambda.Symbol, lambda, frame)];
            case IMethodReferenceOperation method:
                Evaluate(method.Instance);
                return [new Function(method.Method, null, frame)];
            case IDefaultValueOperation:
                return Value.Null;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, Evaluate(assignment.Value));
            case ICoalesceAssignmentOperation assignment:
                return Assign(assignment.Target, Present(Evaluate(assignment.Target)).Union(EvaluateMaybe(assignment.Value)));
            case IDeconstructionAssignmentOperation deconstruction:
                Deconstruct(deconstruction.Target, deconstruction.Value);
                return Value.Other;
            case IConditionalOperation conditional:
                return EvaluateEither(conditional);
            case ISwitchExpressionOperation choice:
                return EvaluateSwitch(choice);
            case ICoalesceOperation coalesce:
                return Present(Evaluate(coalesce.Value)).Union(EvaluateMaybe(coalesce.WhenNull));
            case IConditionalAccessOperation access:
                return EvaluateAccess(access);
            case IConditionalAccessInstanceOperation:
                return conditionals.Count > 0 ? conditionals.Peek() : Value.Other;
            case IIsPatternOperation pattern:
                Bind(pattern.Pattern, Evaluate(pattern.Value));
                return Value.Other;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } binary:
                Evaluate(binary.LeftOperand);
                EvaluateMaybe(binary.RightOperand);
                return Value.Other;
            case IThrowOperation thrown:
                Evaluate(thrown.Exception);
                current = null;
                return Value.None;
            case IWithOperation { Initializer.Initializers.IsEmpty: true } copy:
                return Evaluate(copy.Operand);
            case INameOfOperation:
                return Value.Other;
            case IFieldReferenceOperation or IPropertyReferenceOperation:
                return EvaluateMember((IMemberReferenceOperation)operation);
            case IInvocationOperation invocation:
                return EvaluateCall(invocation);
            case IObjectCreationOperation creation:
                return EvaluateCreation(creation);
            default:
                foreach (var child in operation.ChildOperations)
                {
                    Execute(child);
                }

                return Unfollowed(operation, "an expression that is not followed");
        }
    }

    /// <summary>What may be evaluated, or not.</summary>
    private ImmutableHashSet<Value> EvaluateMaybe(IOperation? operation)
    {
        var before = current;
        var values = Evaluate(operation);
        current = State.Join(before, current);
        return values;
    }

    private ImmutableHashSet<Value> EvaluateEither(IConditionalOperation conditional)
    {
        Evaluate(conditional.Condition);
        var before = current;
        var values = conditional.Condition.ConstantValue is { HasValue: true, Value: false } ? Value.None : Evaluate(conditional.WhenTrue);
        var after = current;
        current = before;
        values = conditional.Condition.ConstantValue is { HasValue: true, Value: true } ? values : values.Union(Evaluate(conditional.WhenFalse));
        current = State.Join(after, current);
        return Limited(values, conditional);
    }

    private ImmutableHashSet<Value> EvaluateSwitch(ISwitchExpressionOperation choice)
    {
        var value = Evaluate(choice.Value);
        var before = current;
        var values = Value.None;
        State? after = null;
        foreach (var arm in choice.Arms)
        {
            current = before;
            Bind(arm.Pattern, value);
            Evaluate(arm.Guard);
            values = values.Union(Evaluate(arm.Value));
            after = State.Join(after, current);
        }

        current = after;
        return Limited(values, choice);
    }

    private ImmutableHashSet<Value> EvaluateAccess(IConditionalAccessOperation access)
    {
        var receiver = Evaluate(access.Operation);
        conditionals.Push(Present(receiver));
        var values = EvaluateMaybe(access.WhenNotNull);
        conditionals.Pop();
        return receiver.Contains(new Nothing()) || receiver.Contains(new Opaque()) ? values.Add(new Nothing()) : values;
    }

    private ImmutableHashSet<Value> Convert(IConversionOperation conversion)
    {
        var values = Evaluate(conversion.Operand);
        return conversion.OperatorMethod is not null || (conversion.IsTryCast && Tracked.Is(conversion.Type)) ? Unfollowed(conversion, "a conversion that is not followed") : values;
    }

    private ImmutableHashSet<Value> EvaluateMember(IMemberReferenceOperation reference)
    {
        var receiver = Evaluate(reference.Instance);
        var member = reference.Member;
        if (Names.IsMemberOf(member, "First") && member.Name == "Preserve")
        {
            return [new Opening(ResponsePath.Empty, Joins: false)];
        }

        if (member.Name is "And" or "Then" && Names.DerivesFrom(member.ContainingType, "Response"))
        {
            return Map(receiver, reference, value => value is Written written ? new Opening(written.Path, Joins: member.Name == "And") : null);
        }

        if (Durations.OfMember(member) is { } span)
        {
            return [new Duration(span)];
        }

        if (bodies.InitializerOf(member) is { } initializer)
        {
            variables.Learn(initializer);
            return Evaluate(initializer);
        }

        return member is IPropertySymbol { GetMethod: { } getter } && Tracked.Is(reference.Type) && bodies.Of(getter) is not null
            ? Call(new Function(getter, null, frame), reference, [])
            : Unfollowed(reference, $"'{member.Name}', whose value is not known here");
    }

    private ImmutableHashSet<Value> EvaluateCreation(IObjectCreationOperation creation)
    {
        var arguments = creation.Arguments.Select(argument => Evaluate(argument.Value)).ToList();
        Evaluate(creation.Initializer);
        return Durations.OfCreation(creation, arguments) is { } span ? [new Duration(span)] : Unfollowed(creation, "an object that is not followed");
    }

    /// <summary>Values of which one cannot be followed when it should be.</summary>
    private static ImmutableHashSet<Value> Unfollowed(IOperation operation, string reason) =>
        Tracked.Is(operation.Type) ? [new Lost(reason, Syntax.NameOf(operation.Syntax))] : Value.Other;

    private static ImmutableHashSet<Value> Present(ImmutableHashSet<Value> values) => values.Remove(new Nothing());

    private static ImmutableHashSet<Value> Limited(ImmutableHashSet<Value> values, IOperation at) =>
        values.Count > MostWays ? [new Lost($"more than {MostWays} ways through it", at.Syntax.GetLocation())] : values;

    /// <summary>Each value turned into another; what is no part of a response becomes lost.</summary>
    private static ImmutableHashSet<Value> Map(ImmutableHashSet<Value> values, IOperation at, Func<Value, Value?> turn) => Limited(
        [.. values.Where(value => value is not Nothing).Select(value => value switch
        {
            Lost => value,
            Passed => new Lost("a parameter, which only the caller knows", at.Syntax.GetLocation(), IsPassed: true),
            _ => turn(value) ?? new Lost("a value that is not followed", at.Syntax.GetLocation()),
        })],
        at);
}
