using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What one export found and stored; kept beside the copies, and its hash in the journal stands for all of theirs.</summary>
/// <param name="From">The start of the window, in UTC.</param>
/// <param name="To">The moment of the export, in UTC.</param>
/// <param name="Findings">What became of each kind.</param>
/// <param name="Objects">Everything that was stored.</param>
internal sealed record ExportContents(DateTimeOffset From, DateTimeOffset To, ImmutableArray<LogFinding> Findings, ImmutableArray<StoredObject> Objects);

/// <summary>What became of one kind of logs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Detail">What was secured, or why it was not, in a few words.</param>
internal sealed record LogFinding(Evidence Kind, EvidenceStatus Status, string Detail)
{
    /// <summary>Where it is when it was safe already.</summary>
    public string? Location { get; init; }

    /// <summary>Until when it is locked there.</summary>
    public DateTimeOffset? LockedUntil { get; init; }
}
