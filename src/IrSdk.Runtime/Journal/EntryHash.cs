using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Runtime;

/// <summary>
/// The chain: <c>SHA-256(previous ‖ entry)</c>, where the entry is each field with its length before it, and the payload as
/// its own hash, so that payloads can be pruned without breaking the chain.
/// </summary>
internal static class EntryHash
{
    /// <summary>What the first entry follows.</summary>
    public static byte[] Start { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Of(byte[] previous, long sequence, string? incident, long epoch, string kind, long version, string at, byte[] payloadHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        Add(hash, sequence.ToString(CultureInfo.InvariantCulture));
        Add(hash, incident ?? "");
        Add(hash, epoch.ToString(CultureInfo.InvariantCulture));
        Add(hash, kind);
        Add(hash, version.ToString(CultureInfo.InvariantCulture));
        Add(hash, at);
        hash.AppendData(payloadHash);
        return hash.GetHashAndReset();
    }

    public static string Text(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);

    private static void Add(IncrementalHash hash, string field)
    {
        var bytes = Encoding.UTF8.GetBytes(field);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
