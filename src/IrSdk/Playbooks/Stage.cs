using System.Collections.Immutable;

namespace IrSdk;

/// <summary>Verbs that were joined with <c>And</c>.</summary>
/// <param name="Kind">What they do.</param>
/// <param name="Verbs">The verbs; at least one.</param>
public sealed record Stage(StageKind Kind, ImmutableArray<Verb> Verbs);

/// <summary>What the verbs of a stage do.</summary>
public enum StageKind
{
    /// <summary>Secure evidence.</summary>
    Preserving,

    /// <summary>Take something from the intruder.</summary>
    Containing,

    /// <summary>Tell people.</summary>
    Notifying,
}
