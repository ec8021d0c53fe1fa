using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace IrSdk.Runtime;

/// <summary>
/// The chain: SHA-256 over the previous entry's hash and this entry's fields, each with its length, so that no two entries share their bytes.
/// This format is written for ever; a new one needs a new schema version.
/// </summary>
internal static class ChainHash
{
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>What the first entry follows.</summary>
    public static ReadOnlySpan<byte> Genesis => new byte[Size];

    public static byte[] OfEntry(
        ReadOnlySpan<byte> previous, long sequence, byte[]? incident, long epoch, byte[] kind, long version, byte[] at, ReadOnlySpan<byte> payloadHash)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        bytes.Write(previous);
        Number(bytes, sequence);
        Field(bytes, incident);
        Number(bytes, epoch);
        Field(bytes, kind);
        Number(bytes, version);
        Field(bytes, at);
        bytes.Write(payloadHash);
        return SHA256.HashData(bytes.WrittenSpan);
    }

    private static void Field(ArrayBufferWriter<byte> bytes, byte[]? value)
    {
        Number(bytes, value?.Length ?? -1);
        bytes.Write(value);
    }

    private static void Number(ArrayBufferWriter<byte> bytes, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(sizeof(long)), value);
        bytes.Advance(sizeof(long));
    }
}
