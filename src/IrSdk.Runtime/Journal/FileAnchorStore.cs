using System.Collections.Immutable;
using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>
/// Anchors in a file, one JSON document a line. Beside the journal it protects from nobody who can write both; keep it elsewhere.
/// </summary>
/// <param name="path">The file; made when it is not there.</param>
public sealed class FileAnchorStore(string path) : IAnchorStore
{
    /// <inheritdoc/>
    public async ValueTask AppendAsync(Anchor anchor, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
            await using (file.ConfigureAwait(false))
            {
                // A line that a crash cut short was never an anchor: it goes, so that the next begins on its own line.
                file.SetLength(EndOfLastLine(file));
                file.Seek(0, SeekOrigin.End);
                var line = JsonSerializer.SerializeToUtf8Bytes(anchor, IrJson.Options);
                await file.WriteAsync((byte[])[.. line, (byte)'\n'], cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1849 // Only the synchronous one reaches the disk.
                file.Flush(flushToDisk: true);
#pragma warning restore CA1849
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The anchors {path} cannot be written ({error.Message}); make the place writable, or cut tails go unnoticed.", error);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Anchor>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            var text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
            var lines = text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return [.. lines.Select(line => JsonSerializer.Deserialize<Anchor>(line, IrJson.Options) ?? throw new JsonException())];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The anchors {path} cannot be read ({error.Message}); take the copy that was kept apart.", error);
        }
    }

    private static long EndOfLastLine(FileStream file)
    {
        for (var end = file.Length; end > 0; end--)
        {
            file.Seek(end - 1, SeekOrigin.Begin);
            if (file.ReadByte() == '\n')
            {
                return end;
            }
        }

        return 0;
    }
}
