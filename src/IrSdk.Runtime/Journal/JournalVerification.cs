namespace IrSdk.Runtime;

/// <summary>Whether a journal is as it was written.</summary>
/// <param name="Entries">How many entries it holds.</param>
/// <param name="Valid">Whether every one is as it was written.</param>
/// <param name="FirstBad">The first that is not. Null: all are.</param>
public sealed record JournalVerification(long Entries, bool Valid, FirstBad? FirstBad);

/// <summary>The first entry that is not as it was written.</summary>
/// <param name="Sequence">Its place; 0 when the file as a whole is bad.</param>
/// <param name="Reason">One sentence.</param>
public sealed record FirstBad(long Sequence, string Reason);
