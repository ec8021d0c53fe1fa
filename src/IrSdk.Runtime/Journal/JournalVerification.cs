namespace IrSdk.Runtime;

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries the journal holds.</param>
/// <param name="Valid">Whether each is as it was written, and none is missing.</param>
/// <param name="FirstBad">The first that is not. Null: all are.</param>
public sealed record JournalVerification(long Entries, bool Valid, BadEntry? FirstBad);

/// <summary>An entry that is not as it was written.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="Reason">One sentence.</param>
public sealed record BadEntry(long Sequence, string Reason);
