using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrSdk.Analyzers;

/// <summary>One place where a verb is written.</summary>
internal sealed class VerbCall(string name, StageKind kind, Location location, ImmutableArray<ActionFacts> actions, ImmutableArray<string> resources, ImmutableHashSet<string> keeps)
{
    public string Name { get; } = name;

    public StageKind Kind { get; } = kind;

    /// <summary>The verb's name in the source.</summary>
    public Location Location { get; } = location;

    /// <summary>What it makes.</summary>
    public ImmutableArray<ActionFacts> Actions { get; } = actions;

    /// <summary>The types of resource that it acts on.</summary>
    public ImmutableArray<string> Resources { get; } = resources;

    /// <summary>The arguments that may be true, and so keep a channel that the action would cut.</summary>
    public ImmutableHashSet<string> Keeps { get; } = keeps;
}

/// <summary>What the verbs of a stage do.</summary>
internal enum StageKind
{
    Preserving,
    Containing,
    Notifying,
}
