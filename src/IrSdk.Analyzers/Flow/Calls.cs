using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>Calls.</content>
internal sealed partial class Interpreter
{
    private static bool IsSink(IInvocationOperation call) =>
        (call.TargetMethod.Name == "Respond" && Names.Is(call.TargetMethod.ContainingType, "TimedPlaybook"))
        || (call.TargetMethod.Name == "Reassess" && Names.Is(call.TargetMethod.ContainingType, "Playbook"));

    private ImmutableHashSet<Value> EvaluateCall(IInvocationOperation call)
    {
        var receiver = call.Instance is null ? null : Evaluate(call.Instance);
        var arguments = new ImmutableHashSet<Value>[call.TargetMethod.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            var values = Evaluate(argument.Value);
            if (argument.Parameter is { } parameter)
            {
                arguments[parameter.Ordinal] = values;
            }
        }

        if (current is null)
        {
            return Value.None;
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] ??= Value.Other;
        }

        return EvaluateKnown(call, receiver, arguments) ?? EvaluateOther(call, receiver, arguments);
    }

    private ImmutableHashSet<Value> EvaluateOther(IInvocationOperation call, ImmutableHashSet<Value>? receiver, ImmutableHashSet<Value>[] arguments)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return Limited([.. receiver!.SelectMany(value => value is Function function ? Call(function, call, arguments) : Unfollowed(call, "a delegate that is not known here"))], call);
        }

        if (IsFollowed(call, receiver, arguments) && IsFixed(method) && bodies.Of(method) is not null)
        {
            return Call(new Function(method, null, frame), call, arguments, receiver);
        }

        Escape(call, arguments);
        return EvaluateVerb(call, receiver, arguments) ?? Unfollowed(call, $"'{method.Name}', whose code is not known here");
    }

    /// <summary>Whether a call can matter to a response.</summary>
    private static bool IsFollowed(IInvocationOperation call, ImmutableHashSet<Value>? receiver, ImmutableHashSet<Value>[] arguments) =>
        call.TargetMethod.MethodKind == MethodKind.LocalFunction || Tracked.Is(call.Type) || (receiver?.Any(Tracked.Is) ?? false) || arguments.Any(values => values.Any(Tracked.Is));

    private static bool IsFixed(IMethodSymbol method) =>
        !method.IsAbstract && ((!method.IsVirtual && !method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed);

    /// <summary>Functions that are given to code which is not followed may be called by it, any number of times.</summary>
    private void Escape(IInvocationOperation call, ImmutableHashSet<Value>[] arguments)
    {
        foreach (var function in arguments.SelectMany(values => values.OfType<Function>()).Where(HasEffect))
        {
            repeating++;
            for (var round = 0; round < MostRounds; round++)
            {
                var before = current;
                Call(function, call, []);
                current = State.Join(before, current);
                if (before!.Same(current!))
                {
                    break;
                }
            }

            repeating--;
        }
    }

    private bool HasEffect(Function function) =>
        ((function.Lambda as IAnonymousFunctionOperation)?.Body ?? bodies.Of(function.Method))?.Descendants()
            .Any(operation => operation is IAssignmentOperation || (operation is IInvocationOperation inner && (IsSink(inner) || inner.TargetMethod.MethodKind == MethodKind.LocalFunction))) ?? false;

    /// <summary>Follows a function with what it is given.</summary>
    private ImmutableHashSet<Value> Call(Function function, IOperation at, IReadOnlyList<ImmutableHashSet<Value>> arguments, ImmutableHashSet<Value>? receiver = null)
    {
        var method = function.Method;
        var body = (function.Lambda as IAnonymousFunctionOperation)?.Body ?? bodies.Of(method);
        if (current is null)
        {
            return Value.None;
        }

        if (body is null || !IsFixed(method))
        {
            return Unfollowed(at, method.ReturnType, $"'{method.Name}', whose code is not known here");
        }

        if (callers.Count >= DeepestCall || callers.Contains(method, SymbolEqualityComparer.Default))
        {
            return Unfollowed(at, method.ReturnType, $"'{method.Name}', which calls itself");
        }

        variables.Learn(body);
        var (callerRun, callerFrame) = (run, frame);
        frame = FrameOf(function, at);
        run = new FunctionRun();
        callers.Push(method);
        Pass(method, arguments, receiver);
        Execute(body);
        Exit();
        callers.Pop();
        var (returned, exit) = (run.Returned, run.Exit);
        (run, frame, current) = (callerRun, callerFrame, exit);
        foreach (var argument in at is IInvocationOperation call ? call.Arguments.Where(one => one.Parameter is { RefKind: RefKind.Ref or RefKind.Out }) : [])
        {
            Forget(argument.Value, "a value that a method gives out");
        }

        return method.ReturnsVoid ? Value.Other : method.IsIterator || method.IsAsync ? Unfollowed(at, method.ReturnType, "a sequence or a task") : returned;
    }

    private void Pass(IMethodSymbol method, IReadOnlyList<ImmutableHashSet<Value>> arguments, ImmutableHashSet<Value>? receiver)
    {
        if (receiver is not null && method.ContainingType is { IsExtension: true, OriginalDefinition: INamedTypeSymbol { ExtensionParameter: { } extended } })
        {
            current = current!.With(new Slot(frame, extended), receiver);
        }

        foreach (var (parameter, index) in method.OriginalDefinition.Parameters.Select((parameter, index) => (parameter, index)))
        {
            Set(parameter, index < arguments.Count ? arguments[index] : Value.Other);
        }
    }

    private Frame FrameOf(Function function, IOperation at)
    {
        var definition = function.Method.OriginalDefinition;
        var parent = function.Lambda is not null || function.Method.MethodKind == MethodKind.LocalFunction ? function.Frame.Of(definition) : null;
        var key = (at.Syntax, frame, definition, parent);
        if (!frames.TryGetValue(key, out var called))
        {
            var isRepeated = repeating > 0 || frame.IsRepeated || parent is { IsRepeated: true };
            frames[key] = called = new Frame(definition, parent, frames.Count + 1, isRepeated);
        }

        return called;
    }

    private static ImmutableHashSet<Value> Unfollowed(IOperation at, ITypeSymbol type, string reason) =>
        Tracked.Is(type) ? [new Lost(reason, Syntax.NameOf(at.Syntax))] : Value.Other;
}
