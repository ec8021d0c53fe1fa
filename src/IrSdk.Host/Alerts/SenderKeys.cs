using System.Globalization;
using System.Security.Cryptography;
using IrSdk.Host.Settings;
using IrSdk.Sending;

namespace IrSdk.Host.Alerts;

/// <summary>The keys of those who may send alerts, and what came with them within the replay window.</summary>
internal sealed class SenderKeys
{
    /// <summary>The key that is made when none is configured.</summary>
    public const string Local = "local";

    private const int LeastBytes = 32;

    private readonly Dictionary<string, byte[]> keys = new(StringComparer.Ordinal);
    private readonly ReplayWindow seen;
    private readonly TimeSpan window;
    private readonly TimeProvider time;

    public SenderKeys(HostSettings settings, TimeProvider time)
    {
        (window, this.time) = (settings.Alerts.ReplayWindow, time);

        // A time is compared in whole seconds: one that is ahead by the window is taken until a second after it is behind by as much.
        seen = new(window + window + TimeSpan.FromSeconds(1));
        foreach (var (id, file) in settings.Alerts.Keys)
        {
            keys[id] = Read(file);
        }

        if (keys.Count == 0)
        {
            keys[Local] = Read(LocalFile(settings));
        }
    }

    /// <summary>The file of the key that is made at the first start when none is configured.</summary>
    public static string LocalFile(HostSettings settings)
    {
        var file = Path.GetFullPath(Path.Combine(settings.Data, "sender.key"));
        if (settings.Alerts.Keys.Count == 0 && !File.Exists(file))
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var stream = new FileStream(file, options);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(LeastBytes))));
        }

        return file;
    }

    /// <summary>Whether a request comes from somebody who holds a key, now and for the first time.</summary>
    /// <returns>Why not, in a sentence that tells a stranger nothing. Null: it does.</returns>
    public string? Refuse(string? key, string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        if (string.IsNullOrEmpty(key) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
        {
            return $"The request is not signed; send {WebhookSignature.KeyHeader}, {WebhookSignature.TimestampHeader} and {WebhookSignature.SignatureHeader}.";
        }

        var now = time.GetUtcNow();
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || Math.Abs(now.ToUnixTimeSeconds() - seconds) > window.TotalSeconds)
        {
            return "The request's time is not now; set the sender's clock and send it again with the present time.";
        }

        if (!keys.TryGetValue(key, out var secret) || !WebhookSignature.Fits(signature, secret, seconds, body))
        {
            return "The signature does not fit; sign the time, a dot and the very bytes of the body with the key that the host holds.";
        }

        return seen.TryAdd(signature, now) ? null : "The request came before; send each once.";
    }

    /// <summary>The request was not taken after all: its sender may send it once more.</summary>
    public void Release(string? signature)
    {
        if (signature is not null)
        {
            seen.Remove(signature);
        }
    }

    private static byte[] Read(string file)
    {
        try
        {
            var key = System.Text.Encoding.ASCII.GetBytes(File.ReadAllText(file).Trim());
            return key.Length >= LeastBytes ? key : throw new InvalidDataException($"The sender key in {file} has {key.Length} bytes; write at least {LeastBytes}.");
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The sender key in {file} cannot be read: {wrong.Message}", wrong);
        }
    }
}
