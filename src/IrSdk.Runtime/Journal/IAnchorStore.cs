using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>Where anchors are kept: out of reach of whoever can write the journal.</summary>
public interface IAnchorStore
{
    /// <summary>Keeps an anchor after all that are kept.</summary>
    ValueTask AppendAsync(Anchor anchor, CancellationToken cancellationToken);

    /// <summary>The anchors, oldest first.</summary>
    ValueTask<ImmutableArray<Anchor>> ReadAsync(CancellationToken cancellationToken);
}
