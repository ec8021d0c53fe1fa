using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>What IrSdk's own members do to a response, and what verbs add to it.</content>
internal sealed partial class Interpreter
{
    private ImmutableHashSet<Value>? EvaluateKnown(IInvocationOperation call, ImmutableHashSet<Value>? receiver, ImmutableHashSet<Value>[] arguments)
    {
        var method = call.TargetMethod;
        if (IsSink(call))
        {
            return [new Answered(Note(call, receiver!, arguments[0]))];
        }

        if (method.Name == "ContainWithin" && Names.Is(method.ContainingType, "TargetedPlaybook"))
        {
            return [new Promise(Durations.Of(arguments[0]))];
        }

        if (Names.IsMemberOf(method, "ResponseModifiers"))
        {
            return receiver is null ? Modify(call, arguments[0], arguments.AsSpan(1).ToArray()) : Modify(call, receiver, arguments);
        }

        if (Names.Is(method.ContainingType, "Verb") && method.Name is "On" or "OnIncident")
        {
            return MakeVerb(call, arguments);
        }

        if (method.Name is "Preserving" or "Containing" or "Notifying" && Tracked.IsVerbs(method.ContainingType) && Names.IsIrSdk(method.ContainingType.ContainingNamespace))
        {
            return Limited([.. arguments[0].SelectMany(verb => Append(call, receiver!, verb))], call);
        }

        return Durations.OfCall(method, receiver, arguments) is { } span ? [new Duration(span)] : null;
    }

    private Sink Note(IInvocationOperation call, ImmutableHashSet<Value> receiver, ImmutableHashSet<Value> argument)
    {
        if (!sinks.TryGetValue((call.Syntax, frame), out var sink))
        {
            sinks[(call.Syntax, frame)] = sink = new Sink(call, frame);
        }

        sink.Receiver = sink.Receiver.Union(receiver);
        sink.Argument = sink.Argument.Union(argument);
        sink.Before = State.Join(sink.Before, current);
        return sink;
    }

    /// <summary>A verb of another assembly, which declares what it makes.</summary>
    private ImmutableHashSet<Value>? EvaluateVerb(IInvocationOperation call, ImmutableHashSet<Value>? receiver, ImmutableHashSet<Value>[] arguments)
    {
        var method = call.TargetMethod;
        var on = receiver ?? (method.IsExtensionMethod ? arguments[0] : null);
        if (on is null || StageOf(method.ReturnType) is not { } kind || !(Tracked.IsVerbs(call.Instance?.Type) || Tracked.IsVerbs(method.Parameters.FirstOrDefault()?.Type) || on.Any(value => value is Opening)))
        {
            return null;
        }

        if (VerbMark.Of(method, bodies) is not { } mark)
        {
            return [new Lost($"'{method.Name}', a verb that does not declare with [Makes] which action it makes", Syntax.NameOf(call.Syntax))];
        }

        if (!calls.TryGetValue(call.Syntax, out var verb))
        {
            var keeps = call.Arguments.Where(one => one.Parameter is not null && one.ArgumentKind == ArgumentKind.Explicit && one.Value.ConstantValue is not { HasValue: true, Value: false }).Select(one => one.Parameter!.Name);
            calls[call.Syntax] = verb = new VerbCall(method.Name, kind, Syntax.NameOf(call.Syntax), mark.Actions, mark.Resources, keeps.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase));
        }

        var chosen = mark.Selector is null ? [mark.Default] : selections.Read(arguments[mark.Selector.Ordinal], mark.Default, call.Syntax).Select(one => one.Selection).ToList();
        return Map(on, call, value => value is Opening ? value : null).SelectMany(value => value is Opening opening
            ? chosen.Select(selection => (Value)new Written(opening.Path.With(verb, selection, opening.Joins)))
            : [value]).ToImmutableHashSet();
    }

    /// <summary>A verb that was made in source.</summary>
    private ImmutableHashSet<Value> Append(IInvocationOperation call, ImmutableHashSet<Value> receiver, Value verb)
    {
        if (verb is not MadeVerb made)
        {
            return [verb as Lost ?? new Lost("a verb that is not made here with Verb.On", call.Syntax.GetLocation())];
        }

        if (!calls.TryGetValue(made.Place, out var written))
        {
            calls[made.Place] = written = new VerbCall(made.Name, StageOf(call.TargetMethod.ReturnType)!.Value, Syntax.NameOf(call.Syntax), made.Actions, made.Resources, []);
        }

        return Map(receiver, call, value => value is Opening opening ? new Written(opening.Path.With(written, made.Selection, opening.Joins)) : null);
    }

    private ImmutableHashSet<Value> MakeVerb(IInvocationOperation call, ImmutableHashSet<Value>[] arguments)
    {
        var method = call.TargetMethod;
        if (arguments[1].Count != 1 || arguments[1].First() is not Function function || VerbBody.Read(function, bodies) is not { Actions.IsEmpty: false } body)
        {
            return [new Lost($"'Verb.{method.Name}' with actions that are not created in its own lambda", call.Syntax.GetLocation())];
        }

        var name = arguments[0].OfType<Constant>().Select(constant => constant.What as string).FirstOrDefault() ?? method.Name;
        var isWhole = method.Name == "OnIncident";
        var resources = isWhole ? body.Actions.SelectMany(action => action.Resources).Distinct().ToImmutableArray() : [method.TypeArguments[0].Name];
        var bare = isWhole || !body.IsPlain ? Selection.Everything.Narrowed($"{Selection.Incomparable}{call.Syntax.SpanStart}") : Selection.Bare(Involvements.Suspect);
        var chosen = isWhole || !body.IsPlain ? [bare] : selections.Read(arguments[2], bare, call.Syntax).Select(one => one.Selection);
        return [.. chosen.Select(selection => new MadeVerb(call.Syntax, name, body.Actions, resources, selection))];
    }

    private static StageKind? StageOf(ITypeSymbol type) => type.Name switch
    {
        "PreservingStage" => StageKind.Preserving,
        "ContainingStage" => StageKind.Containing,
        "NotifyingStage" => StageKind.Notifying,
        _ => null,
    };
}
