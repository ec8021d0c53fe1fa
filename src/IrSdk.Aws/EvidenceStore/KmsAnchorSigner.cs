using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Signs a journal's anchors with a KMS key, which nobody can take along: whoever holds the responder's host can sign no other past.</summary>
public sealed class KmsAnchorSigner : IAnchorSigner, IDisposable
{
    private const int Half = 32;

    private readonly AwsAccounts accounts;
    private readonly string key;

    private KmsAnchorSigner(AwsAccounts accounts, string key, AnchorKey publicKey) => (this.accounts, this.key, PublicKey) = (accounts, key, publicKey);

    /// <summary>The key's public part, which checks what it signed.</summary>
    public AnchorKey PublicKey { get; }

    /// <inheritdoc/>
    public string Id => PublicKey.Id;

    /// <summary>Opens the key that the options name.</summary>
    /// <exception cref="JournalException">No key is named, it is no P-256 signing key, or KMS cannot be asked.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The signer disposes of it, and where there comes to be none it is disposed of here.")]
    public static async Task<KmsAnchorSigner> OpenAsync(AwsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var key = options.AnchorKey ?? throw new JournalException("No key that signs anchors is set; name a KMS key (ECC_NIST_P256, SIGN_VERIFY) in the provider's options.");
        var accounts = new AwsAccounts(options);
        try
        {
            var found = await CallAsync(accounts, key, kms => kms.GetPublicKeyAsync(new GetPublicKeyRequest { KeyId = key }, cancellationToken), cancellationToken).ConfigureAwait(false);
            return new(accounts, key, AnchorKey.OfPublicKey(found.PublicKey.ToArray()));
        }
        catch
        {
            accounts.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(message.ToArray());
        var signed = await CallAsync(
            accounts,
            key,
            kms => kms.SignAsync(
                new SignRequest { KeyId = key, Message = content, MessageType = MessageType.RAW, SigningAlgorithm = SigningAlgorithmSpec.ECDSA_SHA_256 }, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return Halves(signed.Signature.ToArray());
    }

    /// <inheritdoc/>
    public void Dispose() => accounts.Dispose();

    private static async Task<T> CallAsync<T>(AwsAccounts accounts, string key, Func<KmsClient, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            using var access = await accounts.EnterStoreAsync(null, cancellationToken).ConfigureAwait(false);
            return await call(access.Kms).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && (failed is ProviderException || AwsFailure.IsOfTheService(failed)))
        {
            var said = (failed as ProviderException ?? AwsFailure.Of(failed)).Message.TrimEnd('.');
            throw new JournalException($"The key {key} that signs anchors cannot be used ({said}); check its name, its region and the responder's permission.", failed);
        }
    }

    /// <summary>KMS answers in ASN.1, where a half that begins with zeros is shorter.</summary>
    private static byte[] Halves(byte[] signature)
    {
        try
        {
            var both = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
            var halves = new byte[Half * 2];
            Write(both.ReadInteger(), halves.AsSpan(0, Half));
            Write(both.ReadInteger(), halves.AsSpan(Half, Half));
            return halves;
        }
        catch (Exception wrong) when (wrong is AsnContentException or CryptographicException)
        {
            throw new JournalException($"KMS answered with what is no ECDSA signature ({wrong.Message}); use a key of the type ECC_NIST_P256.", wrong);
        }
    }

    private static void Write(BigInteger number, Span<byte> to)
    {
        var size = number.GetByteCount(isUnsigned: true);
        if (size > to.Length || !number.TryWriteBytes(to[^size..], out _, isUnsigned: true, isBigEndian: true))
        {
            throw new CryptographicException("A half of it is longer than 32 bytes.");
        }
    }
}
