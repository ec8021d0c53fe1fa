using System.Collections.Immutable;

namespace IrSdk.Analyzers;

/// <summary>One way in which a response may come out: its verbs in the order in which they are written.</summary>
/// <remarks>A verb that a loop writes again is kept once: what was preserved before its first use holds for every later one.</remarks>
internal sealed class ResponsePath : IEquatable<ResponsePath>
{
    private readonly int hash;
    private readonly bool lastIsRepeated;

    private ResponsePath(ImmutableArray<VerbUse> uses, ImmutableArray<Waived> waived, int stage, bool lastIsRepeated)
    {
        Uses = uses;
        Waived = waived;
        Stage = stage;
        this.lastIsRepeated = lastIsRepeated;
        hash = uses.Aggregate(waived.Length, (all, use) => unchecked((all * 31) + use.GetHashCode()));
    }

    public static ResponsePath Empty { get; } = new([], [], -1, false);

    public ImmutableArray<VerbUse> Uses { get; }

    public ImmutableArray<Waived> Waived { get; }

    /// <summary>The last stage, from 0.</summary>
    public int Stage { get; }

    public ResponsePath With(VerbCall call, Selection selection, bool joins)
    {
        var stage = joins && Stage >= 0 ? Stage : Stage + 1;
        return Uses.Any(use => use.Call == call && use.Selection.Equals(selection))
            ? new(Uses, Waived, Stage, lastIsRepeated: true)
            : new(Uses.Add(new(call, selection, stage)), Waived, stage, lastIsRepeated: false);
    }

    public ResponsePath WithLast(Func<VerbUse, VerbUse> change) =>
        lastIsRepeated || Uses.IsEmpty ? this : new(Uses.SetItem(Uses.Length - 1, change(Uses[Uses.Length - 1])), Waived, Stage, false);

    public ResponsePath Without(Waived waived) =>
        Waived.Contains(waived) ? this : new(Uses, Waived.Add(waived), Stage, lastIsRepeated);

    public bool Equals(ResponsePath? other) =>
        other is not null && hash == other.hash && lastIsRepeated == other.lastIsRepeated && Uses.SequenceEqual(other.Uses) && Waived.SequenceEqual(other.Waived);

    public override bool Equals(object? obj) => Equals(obj as ResponsePath);

    public override int GetHashCode() => hash;
}
