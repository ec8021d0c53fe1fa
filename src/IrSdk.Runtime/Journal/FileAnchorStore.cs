using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace IrSdk.Runtime;

/// <summary>Anchors in a file, one JSON document a line.</summary>
/// <param name="path">The file. It need not be there yet.</param>
public sealed class FileAnchorStore(string path) : IAnchorStore
{
    /// <inheritdoc/>
    public async ValueTask AppendAsync(Anchor anchor, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(anchor, IrJson.Options) + "\n"), cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1849 // FlushAsync does not reach the disk.
            file.Flush(flushToDisk: true);
#pragma warning restore CA1849
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
            var lines = await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false);
            return [.. lines.Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<Anchor>(line, IrJson.Options)!)];
        }
        catch (JsonException wrong)
        {
            throw new JournalException($"{path} holds a line that is no anchor; keep it as evidence and give another file.", wrong);
        }
    }
}
