using System.Collections.Immutable;

namespace IrSdk.Planning;

/// <summary>One action in a plan, with what it waits for.</summary>
public sealed record Step
{
    /// <summary>The step's id, unique in its plan and the same whenever the same plan is made: <c>quarantine-instance/i-0a1b</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it does.</summary>
    public required ResponseAction Action { get; init; }

    /// <summary>The stage that it was written in, from 0.</summary>
    public required int Stage { get; init; }

    /// <summary>The steps that it waits for, each with every reason, in order of their ids.</summary>
    public required ImmutableArray<Dependency> DependsOn { get; init; }

    /// <summary>Whether the planner added it, because a containing step would disturb evidence that nothing preserved.</summary>
    public bool Implied { get; init; }

    /// <summary>How long it may take, retries included.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>What happens to the steps that need its evidence when it fails.</summary>
    public required FailureRule OnFailure { get; init; }

    /// <summary>Whether a human must approve the plan before it runs.</summary>
    public bool RequiresApproval { get; init; }

    /// <summary>The kinds of evidence that it secures on its resource.</summary>
    public required Evidence Preserves { get; init; }

    /// <summary>What it disturbs, resource by resource.</summary>
    public required ImmutableArray<Disturbance> Disturbs { get; init; }

    /// <summary>Whether it takes something from the intruder.</summary>
    public bool IsContaining => Action is ContainingAction;

    /// <summary>Whether nothing takes it back.</summary>
    public bool IsIrreversible => ActionEffects.Of(Action).IsIrreversible;

    /// <summary>What it is called where people read: "revoke key".</summary>
    public string Phrase => ActionEffects.Of(Action).Phrase;
}

/// <summary>Why one step waits for another.</summary>
/// <param name="Step">The id of the step that goes first.</param>
/// <param name="Because">The rule that asks for it.</param>
/// <param name="Evidence">For <see cref="Order.Evidence"/> and <see cref="Order.Alteration"/>: the kinds that would suffer.</param>
public sealed record Dependency(string Step, Order Because, Evidence Evidence = Evidence.None);

/// <summary>The rules that ask for an order.</summary>
public enum Order
{
    /// <summary>The later step would disturb evidence that the earlier one secures. It must be secured, not only tried.</summary>
    Evidence,

    /// <summary>The later step cuts a channel that the earlier one needs. It must have ended.</summary>
    Channel,

    /// <summary>The later capture alters what the earlier one captures. It must have ended.</summary>
    Alteration,

    /// <summary>The playbook says so, on the same or related resources. It must have ended.</summary>
    Stage,
}

/// <summary>Evidence that a step disturbs.</summary>
/// <param name="Kind">The kind; exactly one flag.</param>
/// <param name="Resource">The resource whose evidence it is.</param>
public sealed record Disturbance(Evidence Kind, Resource Resource);
