using System.Globalization;
using System.Text;

namespace IrSdk.Runtime;

/// <summary>A head of a journal, signed, and kept where whoever writes the journal cannot change it.</summary>
/// <param name="Sequence">The entry.</param>
/// <param name="Hash">The chain up to and including it, in lower-case hexadecimal.</param>
/// <param name="Signature">ECDSA P-256 over SHA-256, in Base64.</param>
/// <param name="KeyId">Which key signed it; see <see cref="AnchorKey.Id"/>.</param>
/// <param name="At">When, in UTC.</param>
public sealed record Anchor(long Sequence, string Hash, string Signature, string KeyId, DateTimeOffset At)
{
    internal static async ValueTask<Anchor> SignAsync(JournalHead head, DateTimeOffset at, IAnchorSigner signer, CancellationToken cancellationToken)
    {
        var anchor = new Anchor(head.Sequence, Convert.ToHexStringLower(head.Hash), "", signer.Id, at.ToUniversalTime());
        return anchor with { Signature = Convert.ToBase64String(await signer.SignAsync(anchor.SignedBytes(), cancellationToken).ConfigureAwait(false)) };
    }

    /// <summary>What is signed.</summary>
    internal byte[] SignedBytes() => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"irsdk-anchor/1\n{Sequence}\n{Hash}\n{KeyId}\n{At.UtcTicks}"));
}
