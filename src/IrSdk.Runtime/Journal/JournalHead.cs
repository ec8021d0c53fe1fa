namespace IrSdk.Runtime;

/// <summary>The last entry of a journal; sequence 0 is an empty one.</summary>
internal sealed record JournalHead(long Sequence, byte[] Hash)
{
    public static JournalHead Empty => new(0, ChainHash.Genesis.ToArray());
}
