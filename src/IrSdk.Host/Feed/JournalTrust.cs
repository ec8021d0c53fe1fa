using IrSdk.Aws;
using IrSdk.Host.Accounts;
using IrSdk.Runtime;

namespace IrSdk.Host.Feed;

/// <summary>How the journal's head is signed, where the signed heads stand, and what checks them.</summary>
internal sealed class JournalTrust : IDisposable
{
    private readonly LockedAnchors? locked;

    /// <summary>In the evidence bucket, signed by KMS, where the AWS options say so; else in files beside the journal.</summary>
    public JournalTrust(string journal, AwsSetup? aws)
    {
        locked = aws?.Anchors;
        if (locked is not null)
        {
            (Anchors, Signer, Key) = (locked.Store, locked.Signer, locked.PublicKey);
            return;
        }

        Key = AnchorKey.LoadOrCreate(journal + ".key");
        (Anchors, Signer) = (new FileAnchorStore(journal + ".anchors"), Key);
    }

    public IAnchorStore Anchors { get; }

    public IAnchorSigner Signer { get; }

    public AnchorKey Key { get; }

    public void Dispose() => locked?.Dispose();
}
