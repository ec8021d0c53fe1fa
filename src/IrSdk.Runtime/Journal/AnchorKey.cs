using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Runtime;

/// <summary>The key that signs anchors: ECDSA over P-256.</summary>
public sealed class AnchorKey : IDisposable
{
    private readonly ECDsa key;

    private AnchorKey(ECDsa key)
    {
        this.key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16];
    }

    /// <summary>The beginning of the SHA-256 of its public part.</summary>
    public string Id { get; }

    /// <summary>Reads a key, private or public, from a PEM file.</summary>
    /// <exception cref="JournalException">The file is no such key.</exception>
    public static AnchorKey Load(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new(key);
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new JournalException($"{path} is not a PEM key; give the key that signed the anchors.", wrong);
        }
    }

    /// <summary>Reads a key, or makes one that only its owner may read.</summary>
    public static AnchorKey LoadOrCreate(string path)
    {
        if (File.Exists(path))
        {
            return Load(path);
        }

        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem() + "\n"));
        return new(key);
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    internal Anchor Sign(long sequence, string hash, DateTimeOffset at) =>
        new(sequence, hash, at, Id, Convert.ToBase64String(key.SignData(Said(sequence, hash, at), HashAlgorithmName.SHA256)));

    internal bool Signed(Anchor anchor)
    {
        try
        {
            return anchor.KeyId == Id
                && key.VerifyData(Said(anchor.Sequence, anchor.Hash, anchor.At), Convert.FromBase64String(anchor.Signature), HashAlgorithmName.SHA256);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Said(long sequence, string hash, DateTimeOffset at) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"irsdk.anchor/v1\n{sequence}\n{hash}\n{EntryHash.Text(at)}"));
}
