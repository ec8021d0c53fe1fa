namespace IrSdk.Runtime;

/// <summary>One fact of a notice.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">One sentence.</param>
public sealed record NoticedFact(FactKind Kind, string Text);

/// <summary>What a fact is about. The order is the order of importance.</summary>
public enum FactKind
{
    /// <summary>It waits for somebody.</summary>
    Waiting,

    /// <summary>It was not done, failed, or cannot be done.</summary>
    NotDone,

    /// <summary>It was contained or taken back, and what was verified of that.</summary>
    Done,

    /// <summary>A containment no longer holds.</summary>
    Drifted,

    /// <summary>Evidence that is out of danger.</summary>
    Secured,

    /// <summary>Evidence that is missing, and why.</summary>
    Missing,

    /// <summary>It will stop working for others.</summary>
    Breaks,

    /// <summary>Anything else that people must hear.</summary>
    Note,
}
