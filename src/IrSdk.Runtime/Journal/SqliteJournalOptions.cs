namespace IrSdk.Runtime;

/// <summary>How a journal in a file is kept.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>The clock that leases and anchors go by. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where signed heads are kept. Null: nowhere, so that a cut tail would not be noticed. Keep them on another machine.</summary>
    public IAnchorStore? Anchors { get; init; }

    /// <summary>The key that signs heads. Null: none is signed.</summary>
    public IAnchorSigner? AnchorKey { get; init; }

    /// <summary>Anchors at the latest after so many entries. Default: 100.</summary>
    public int AnchorEvery { get; init; } = 100;

    /// <summary>Anchors at the latest so long after an entry. Default: a minute.</summary>
    public TimeSpan AnchorWithin { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for another process that is writing. Default: ten seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Writes on the caller's thread and completes synchronously, each append its own transaction: for virtual time.
    /// Default: false, a writer thread that commits concurrent appends as one.
    /// </summary>
    public bool Inline { get; init; }

    /// <summary>SQLite's max_page_count. Null: unlimited.</summary>
    internal int? MaxPages { get; init; }
}
