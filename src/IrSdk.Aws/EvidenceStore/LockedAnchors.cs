using System.Diagnostics.CodeAnalysis;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A journal's anchors in the evidence bucket, signed by KMS, as an <see cref="AwsFile"/> says.</summary>
public sealed class LockedAnchors : IDisposable
{
    private readonly LockedAnchorStore store;
    private readonly KmsAnchorSigner signer;

    private LockedAnchors(LockedAnchorStore store, KmsAnchorSigner signer) => (this.store, this.signer) = (store, signer);

    /// <summary>Where they are.</summary>
    public IAnchorStore Store => store;

    /// <summary>What signs them.</summary>
    public IAnchorSigner Signer => signer;

    /// <summary>What checks them.</summary>
    public AnchorKey PublicKey => signer.PublicKey;

    /// <summary>Opens the anchors of the journal that the file names.</summary>
    /// <returns>Null: the file names no key for anchors.</returns>
    /// <exception cref="JournalException">KMS cannot be asked, or its key cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file names a key and no journal.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "What comes back disposes of both.")]
    public static async Task<LockedAnchors?> OpenAsync(AwsFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (file.AnchorKey is null)
        {
            return null;
        }

        if (file.JournalName is not { } name)
        {
            throw new InvalidDataException("The file of the AWS options names an anchorKey and no journalName; add one that no other journal in the evidence bucket has.");
        }

        var options = file.Options();
        var signer = await KmsAnchorSigner.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(new LockedAnchorStore(options, name), signer);
        }
        catch (ArgumentException wrong)
        {
            signer.Dispose();
            throw new InvalidDataException(wrong.Message, wrong);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        signer.Dispose();
        store.Dispose();
    }
}
