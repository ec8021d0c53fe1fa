using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>Keeps anchors: a file on another machine, locked object storage.</summary>
public interface IAnchorStore
{
    /// <summary>Keeps an anchor, durably when it returns.</summary>
    /// <exception cref="JournalException">It cannot be kept.</exception>
    ValueTask AppendAsync(Anchor anchor, CancellationToken cancellationToken);

    /// <summary>Every anchor, oldest first.</summary>
    /// <exception cref="JournalException">They cannot be read, or were changed so that they are no anchors.</exception>
    ValueTask<ImmutableArray<Anchor>> ReadAsync(CancellationToken cancellationToken);
}
