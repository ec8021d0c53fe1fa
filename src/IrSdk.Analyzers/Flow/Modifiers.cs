using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <content>What is said of the verb that was written last, or of the whole response.</content>
internal sealed partial class Interpreter
{
    private ImmutableHashSet<Value> Modify(IInvocationOperation call, ImmutableHashSet<Value> receiver, ImmutableHashSet<Value>[] arguments)
    {
        switch (call.TargetMethod.Name)
        {
            case "Within":
                var timeout = Durations.Of(arguments[0]);
                return Rewrite(call, receiver, path => path.WithLast(use => use with { Timeout = timeout, HasUnknownTimeout = timeout is null }));
            case "OrWait":
                waits[call.Syntax] = (Syntax.NameOf(call.Syntax), waits.TryGetValue(call.Syntax, out var known) && known.AtMost > Durations.Of(arguments[0]) ? known.AtMost : Durations.Of(arguments[0]));
                return receiver;
            case "RequireApproval":
                return Rewrite(call, receiver, path => path.WithLast(use => use with { IsApproved = true }));
            case "Without":
                waivers.Add(call.Syntax);
                return Limited([.. Waive(call, arguments).SelectMany(waived => Rewrite(call, receiver, path => path.Without(waived)))], call);
            default:
                return receiver;
        }
    }

    private IEnumerable<Waived> Waive(IInvocationOperation call, ImmutableHashSet<Value>[] arguments)
    {
        var kinds = arguments[0].Count == 1 && arguments[0].First() is Constant { What: int number } ? (EvidenceKinds)number : EvidenceKinds.None;
        return selections.Read(arguments[2], Selection.Everything, call.Syntax).Select(one => new Waived(kinds, one.Resource, one.Selection));
    }

    private static ImmutableHashSet<Value> Rewrite(IInvocationOperation call, ImmutableHashSet<Value> receiver, Func<ResponsePath, ResponsePath> change) =>
        Map(receiver, call, value => value is Written written ? new Written(change(written.Path)) : null);
}
