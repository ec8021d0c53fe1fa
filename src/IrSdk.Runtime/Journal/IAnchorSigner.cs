namespace IrSdk.Runtime;

/// <summary>Signs anchors with a key that may be elsewhere: a key service that never lets it out.</summary>
public interface IAnchorSigner
{
    /// <summary>The id of its public key; see <see cref="AnchorKey.Id"/>.</summary>
    string Id { get; }

    /// <summary>Signs with ECDSA P-256 over SHA-256.</summary>
    /// <param name="message">What is signed, at most 4096 bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The two halves of the signature, 32 bytes each (IEEE P1363).</returns>
    /// <exception cref="JournalException">It cannot be signed.</exception>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
