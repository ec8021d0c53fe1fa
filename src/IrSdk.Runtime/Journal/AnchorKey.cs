using System.Security.Cryptography;

namespace IrSdk.Runtime;

/// <summary>The ECDSA P-256 key that signs anchors, or its public part that checks them.</summary>
public sealed class AnchorKey : IAnchorSigner
{
    private readonly ECParameters parameters;

    private AnchorKey(ECDsa key, bool canSign)
    {
        parameters = key.ExportParameters(canSign);
        CanSign = canSign;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
        PublicPem = key.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>The first 16 hexadecimal digits of SHA-256 over the public key.</summary>
    public string Id { get; }

    /// <summary>The public key as PEM: enough to verify.</summary>
    public string PublicPem { get; }

    /// <summary>Whether it holds the private key.</summary>
    public bool CanSign { get; }

    /// <summary>Reads a key, private or public, from a PEM file.</summary>
    /// <exception cref="JournalException">The file cannot be read, or holds no P-256 key.</exception>
    public static AnchorKey Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The anchor key {path} cannot be read as an ECDSA P-256 key in PEM; give the right file.", error);
        }
    }

    /// <summary>Reads the private key from a PEM file, and makes the file, readable by its owner only, when it is not there.</summary>
    /// <exception cref="JournalException">The file cannot be read or made.</exception>
    public static AnchorKey LoadOrCreate(string path)
    {
        if (!File.Exists(path))
        {
            Create(path);
        }

        return Load(path);
    }

    /// <summary>The public part of a key that is elsewhere.</summary>
    /// <param name="subjectPublicKeyInfo">The key in DER, as key services give it.</param>
    /// <exception cref="JournalException">It is no P-256 key.</exception>
    public static AnchorKey OfPublicKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            return Parse(PemEncoding.WriteString("PUBLIC KEY", subjectPublicKeyInfo));
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            throw new JournalException("The key that signs anchors is no ECDSA P-256 key; use one of that type.", error);
        }
    }

    internal static AnchorKey Parse(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        if (key.KeySize != 256)
        {
            throw new CryptographicException("The key is not on P-256.");
        }

        return new(key, pem.Contains("PRIVATE KEY", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        using var key = ECDsa.Create(parameters);
        return ValueTask.FromResult(key.SignData(message.Span, HashAlgorithmName.SHA256));
    }

    internal bool Signed(Anchor anchor)
    {
        var signature = new byte[128];
        using var key = ECDsa.Create(parameters);
        return anchor.KeyId == Id
            && Convert.TryFromBase64String(anchor.Signature, signature, out var length)
            && key.VerifyData(anchor.SignedBytes(), signature.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Written apart and moved, so that another process never reads half a key; the first one to move wins.
        var apart = $"{path}.{Environment.ProcessId}";
        try
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            File.Delete(apart);
            using (var file = new StreamWriter(apart, options))
            {
                file.WriteLine(key.ExportPkcs8PrivateKeyPem());
            }

            File.Move(apart, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(apart);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The anchor key {path} cannot be made ({error.Message}); make its folder writable or give another path.", error);
        }
    }
}
