using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>What came of a sync.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Status">Whether the newest commit serves.</param>
/// <param name="Serving">The commit that serves now. Null: none; or the source is a folder.</param>
public sealed record SourceSync(string Source, SyncStatus Status, ServedCommit? Serving)
{
    /// <summary>The commit that was refused. Null: none.</summary>
    public string? Refused { get; init; }

    /// <summary>Why the newest commit does not serve, and what to do. Null: it does.</summary>
    public string? Reason { get; init; }

    /// <summary>Commits that had been taken and no longer serve, since a key that signed them was revoked since.</summary>
    public ImmutableArray<string> Withdrawn { get; init; } = [];

    /// <summary>Whether the source is one for development: nobody need have reviewed what serves.</summary>
    public bool Development { get; init; }

    /// <summary>The playbooks that serve.</summary>
    public ImmutableArray<ServedPlaybook> Playbooks { get; init; } = [];
}

/// <summary>How a sync ended.</summary>
public enum SyncStatus
{
    /// <summary>The newest commit serves.</summary>
    Current,

    /// <summary>The newest commit was refused.</summary>
    Refused,

    /// <summary>The repository could not be read.</summary>
    Unreached,
}
