using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrSdk.Analyzers;

/// <summary>Where a playbook gets a response: <c>Respond</c> or <c>Reassess</c>.</summary>
internal sealed class Sink(IInvocationOperation call, Frame frame)
{
    public IInvocationOperation Call { get; } = call;

    public Frame Frame { get; } = frame;

    /// <summary>The argument: responses, or functions that make them.</summary>
    public ImmutableHashSet<Value> Argument { get; set; } = Value.None;

    /// <summary>The playbook that the call is made on.</summary>
    public ImmutableHashSet<Value> Receiver { get; set; } = Value.None;

    /// <summary>What variables held when the call was made.</summary>
    public State? Before { get; set; }

    /// <summary>What the argument comes to.</summary>
    public ImmutableHashSet<Value> Responses { get; set; } = Value.None;

    public bool IsReassessment => Call.TargetMethod.Name == "Reassess";

    public Location Location => Syntax.NameOf(Call.Syntax);
}
