using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Sending;

/// <summary>
/// How senders sign alerts: HMAC-SHA256, with a key that both hold, over the time, a dot and the body.
/// Shared by <c>ir send</c> and the host. <c>IrSdk-Key</c> names the key, <c>IrSdk-Timestamp</c> is Unix time in seconds, <c>IrSdk-Signature</c> is <c>v1=</c> and lower-case hexadecimal.
/// </summary>
internal static class WebhookSignature
{
    public const string KeyHeader = "IrSdk-Key";
    public const string TimestampHeader = "IrSdk-Timestamp";
    public const string SignatureHeader = "IrSdk-Signature";

    private const string Version = "v1=";

    public static string Sign(ReadOnlySpan<byte> key, long timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}.")));
        mac.AppendData(body);
        return Version + Convert.ToHexStringLower(mac.GetHashAndReset());
    }

    /// <summary>Compares in constant time.</summary>
    public static bool Fits(string signature, ReadOnlySpan<byte> key, long timestamp, ReadOnlySpan<byte> body) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(signature), Encoding.ASCII.GetBytes(Sign(key, timestamp, body)));
}
