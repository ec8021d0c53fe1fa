using System.Collections.Immutable;

namespace IrSdk.Analyzers;

/// <summary>Which resources of a type a verb takes: by involvement, narrowed by filters that are compared as text.</summary>
/// <param name="Takes">The involvements.</param>
/// <param name="Filters">Every resource that is taken passes all of them.</param>
/// <param name="Source">The selector as it is written. Null: there is none.</param>
internal sealed record Selection(Involvements Takes, ImmutableSortedSet<string> Filters, string? Source)
{
    /// <summary>Begins a filter that cannot be compared, not even with itself: it may answer differently each time.</summary>
    public const char Incomparable = '?';

    public static Selection Everything { get; } = Bare(Involvements.All);

    public static Selection Bare(Involvements takes) => new(takes, ImmutableSortedSet.Create<string>(StringComparer.Ordinal), null);

    /// <summary>Whether this narrows by nothing that the other does not.</summary>
    public bool PassesAllOf(Selection other) => Filters.All(filter => filter[0] != Incomparable && other.Filters.Contains(filter));

    /// <summary>Whether a filter of one is the contrary of the other's.</summary>
    public bool IsOppositeOf(Selection other) => Filters.Any(filter => other.Filters.Contains($"Not({filter})")) || other.Filters.Any(filter => Filters.Contains($"Not({filter})"));

    public Selection Narrowed(string filter) => this with { Filters = Filters.Add(filter) };

    public Selection Limited(Involvements to) => this with { Takes = Takes & to };

    public bool Equals(Selection? other) => other is not null && Takes == other.Takes && Filters.SetEquals(other.Filters);

    public override int GetHashCode() => Filters.Aggregate((int)Takes, (hash, filter) => unchecked((hash * 31) + StringComparer.Ordinal.GetHashCode(filter)));
}

/// <summary>How resources are in an incident.</summary>
[Flags]
internal enum Involvements
{
    None = 0,
    Related = 1,
    Target = 2,
    Suspect = 4,
    All = Related | Target | Suspect,
}
