using System.Collections.Immutable;

namespace IrSdk.Simulation;

/// <summary>What the account's own log says of the attempts to secure evidence, and what the responder admitted meanwhile.</summary>
/// <param name="attempts">The log.</param>
/// <param name="said">What the responder said. Null: nothing.</param>
internal sealed class Captures(ImmutableArray<Attempt> attempts, Testimony? said)
{
    private readonly Attempt[] captures = [.. attempts.Where(attempt => attempt.Action is PreservingAction)];

    /// <summary>
    /// Whether securing it had been given up before a change: a capture was tried, and its gap had been admitted; of a responder
    /// who says nothing, the last attempt of a capture had failed. A failed attempt that was tried again excuses nothing.
    /// </summary>
    public bool WereGivenUp(Evidence kind, Resource resource, WorldChange change) => Of(kind, resource).Any(capture => said is null
        ? capture.Last() is { Failure: not null } last && last.After < change.Sequence
        : said.Admitted.Any(gap => gap.Kind == kind && gap.At <= change.At && gap.Resource == capture.First().Action.Resource.Id));

    /// <summary>Whether a capture failed for good.</summary>
    public bool HaveFailed(Evidence kind, Resource resource) => Of(kind, resource).Any(capture => capture.Last().Failure is not null);

    /// <summary>The same, of a resource that the account may not have.</summary>
    public bool HaveFailed(Evidence kind, ResourceId resource) => captures
        .Where(attempt => Preserves(attempt, kind) && attempt.Action.Resource.Id == resource)
        .GroupBy(attempt => attempt.StepKey, StringComparer.Ordinal).Any(capture => capture.Last().Failure is not null);

    private IEnumerable<IGrouping<string, Attempt>> Of(Evidence kind, Resource resource) => captures
        .Where(attempt => Preserves(attempt, kind) && Scope.Covers(attempt.Action.Resource, resource))
        .GroupBy(attempt => attempt.StepKey, StringComparer.Ordinal);

    private static bool Preserves(Attempt attempt, Evidence kind) => ActionEffects.Of(attempt.Action).Preserves.HasFlag(kind);
}
