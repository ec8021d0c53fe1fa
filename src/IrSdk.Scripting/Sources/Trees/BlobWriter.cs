using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>Writes the blobs of a commit as plain files: no checkout, so no filter, hook or line end has a say.</summary>
internal sealed class BlobWriter(GitMirror mirror)
{
    /// <summary>Writes the files into a new folder.</summary>
    /// <returns>Why that failed, or null.</returns>
    public async Task<string?> WriteAsync(ImmutableArray<TreeEntry> entries, string folder, CancellationToken cancellationToken)
    {
        var done = 0;
        var read = await mirror.LocalAsync(["cat-file", "--batch"], cancellationToken, exchange: async (process, token) =>
        {
            foreach (var entry in entries)
            {
                await WriteOneAsync(process, entry, Path.Combine(folder, entry.Path), token).ConfigureAwait(false);
                done++;
            }
        }).ConfigureAwait(false);
        return read.Succeeded && done == entries.Length ? null : $"git could not read its files ({read.Said})";
    }

    private static async Task WriteOneAsync(Process process, TreeEntry entry, string path, CancellationToken cancellationToken)
    {
        await process.StandardInput.WriteAsync($"{entry.Id}\n".AsMemory(), cancellationToken).ConfigureAwait(false);
        await process.StandardInput.FlushAsync(cancellationToken).ConfigureAwait(false);
        var output = process.StandardOutput.BaseStream;
        if (await LineAsync(output, cancellationToken).ConfigureAwait(false) != string.Create(CultureInfo.InvariantCulture, $"{entry.Id} blob {entry.Size}"))
        {
            throw new IOException($"{entry.Path} is not the blob that was listed");
        }

        var content = new byte[entry.Size];
        await output.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
        await output.ReadExactlyAsync(new byte[1], cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough | FileOptions.Asynchronous });
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < 200 && await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 1 && one[0] != '\n')
        {
            line.Add(one[0]);
        }

        return Encoding.ASCII.GetString([.. line]);
    }
}
