using System.Buffers.Binary;
using System.Text.Json;

namespace IrSdk.Scripting;

/// <summary>One message after another on a pipe: four bytes of length, then JSON.</summary>
internal static class Frames
{
    /// <summary>An incident with its alerts is far smaller; a script's packages may be this large.</summary>
    public const int MostToWorker = 256 * 1024 * 1024;

    /// <summary>What no response of a playbook reaches, so that a script cannot fill its caller's memory.</summary>
    public const int MostFromWorker = 4 * 1024 * 1024;

    public static async Task WriteAsync<T>(Stream stream, T message, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(message, IrJson.Options);
        var frame = new byte[sizeof(int) + json.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, json.Length);
        json.CopyTo(frame, sizeof(int));
        await stream.WriteAsync(frame, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null: the other side has ended.</returns>
    /// <exception cref="InvalidDataException">It is no message.</exception>
    public static async Task<T?> ReadAsync<T>(Stream stream, int most, CancellationToken cancellationToken)
        where T : class
    {
        var header = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < header.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 0 || length > most)
        {
            throw new InvalidDataException($"it answered with {length} bytes, and {most} are the most");
        }

        var json = new byte[length];
        if (await stream.ReadAtLeastAsync(json, length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < length)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(json, IrJson.Options);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or FormatException or NotSupportedException)
        {
            throw new InvalidDataException($"its answer cannot be read ({wrong.Message.TrimEnd('.')})", wrong);
        }
    }
}
