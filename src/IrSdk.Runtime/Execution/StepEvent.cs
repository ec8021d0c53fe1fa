using System.Collections.Immutable;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>Progress of a step, for whoever watches.</summary>
/// <param name="SinceAlert">The time since the alert was accepted.</param>
/// <param name="Step">The step.</param>
/// <param name="Status">Where it stands now.</param>
/// <param name="Detail">What came of it, or why it waits or was dropped. Null: nothing yet.</param>
public sealed record StepEvent(TimeSpan SinceAlert, Step Step, StepStatus Status, string? Detail)
{
    /// <summary>What it is called: "revoke key".</summary>
    public string Phrase => Step.Phrase;

    /// <summary>The resource that it acts on.</summary>
    public Resource Resource => Step.Action.Resource;

    /// <summary>What came of it. Null: it has not ended well.</summary>
    public StepResult? Result { get; init; }

    /// <summary>What it waited for, in words: "identity", "API activity". Empty: nothing.</summary>
    public ImmutableArray<string> WaitedFor { get; init; } = [];

    internal static ImmutableArray<string> Reasons(Step step) =>
    [
        .. step.DependsOn.Where(dependency => dependency.Because == Order.Evidence)
            .Aggregate(Evidence.None, (all, one) => all | one.Evidence).Kinds().Select(kind => kind.Said()),
        .. step.DependsOn.Any(dependency => dependency.Because == Order.Channel) ? ["live response"] : Array.Empty<string>(),
    ];
}
