using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>Lists the files of a commit's folder, and refuses what must not become a file, before any content is read.</summary>
internal sealed class TreeReader(GitMirror mirror, SourceLimits limits)
{
    private const string Folder = "040000";
    private const string Link = "120000";
    private const string Submodule = "160000";

    /// <summary>The files in order of their paths, or why there are none.</summary>
    public async Task<(ImmutableArray<TreeEntry> Entries, string? Refusal)> ReadAsync(string commit, string folder, CancellationToken cancellationToken)
    {
        if (await mirror.ResolveAsync($"{commit}:{folder}", cancellationToken).ConfigureAwait(false) is not { } root
            || (await mirror.LocalAsync(["cat-file", "-t", root], cancellationToken).ConfigureAwait(false)).Output != "tree")
        {
            return ([], folder.Length == 0 ? "it has no files" : $"it has no folder {folder}");
        }

        var listing = new Listing(limits);

        // Folders are listed too: a few trees that hold each other can name more files than there are atoms.
        var listed = await mirror.LocalAsync(["ls-tree", "-r", "-t", "-l", "-z", "--full-tree", root], cancellationToken, exchange: listing.ReadAsync).ConfigureAwait(false);
        return listing.Refusal is { } refusal ? ([], refusal)
            : listed.Succeeded ? ([.. listing.Entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)], null)
            : ([], $"git could not list its files ({listed.Said})");
    }

    private sealed class Listing(SourceLimits limits)
    {
        private readonly HashSet<string> paths = new(StringComparer.OrdinalIgnoreCase);
        private int count;
        private long total;

        public List<TreeEntry> Entries { get; } = [];

        public string? Refusal { get; private set; }

        public async Task ReadAsync(Process process, CancellationToken cancellationToken)
        {
            var record = new StringBuilder();
            var buffer = new char[4096];
            while (Refusal is null && await process.StandardOutput.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                foreach (var character in buffer.AsSpan(0, read))
                {
                    if (character != '\0')
                    {
                        record.Append(character);
                        continue;
                    }

                    Refusal ??= Add(record.ToString());
                    record.Clear();
                }
            }

            if (Refusal is not null)
            {
                process.Kill();
            }
        }

        /// <summary>One record: mode, type, id, size, a tab, and the path.</summary>
        private string? Add(string record)
        {
            var tab = record.IndexOf('\t', StringComparison.Ordinal);
            var path = record[(tab + 1)..];
            if (record[..tab].Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var mode, _, var id, var size])
            {
                return "git listed its files in a way that is not known";
            }

            count++;
            var shown = new string([.. path.Select(character => char.IsControl(character) ? '?' : character)]);
            if (Problem(mode, path) is { } problem)
            {
                return $"{shown} {problem}";
            }

            if (mode == Folder)
            {
                return null;
            }

            var length = long.Parse(size, CultureInfo.InvariantCulture);
            total += length;
            Entries.Add(new(path, id, length));
            return length > limits.FileBytes ? $"{shown} has {length:N0} bytes, and a file may have {limits.FileBytes:N0}; keep it elsewhere"
                : total > limits.TotalBytes ? $"its files have more than {limits.TotalBytes:N0} bytes together; keep large ones elsewhere"
                : null;
        }

        private string? Problem(string mode, string path) =>
            count > limits.Files ? $"is one of more than {limits.Files:N0} files and folders; keep what is no playbook elsewhere"
            : mode == Link ? "is a symbolic link, which is never followed; commit the file itself"
            : mode == Submodule ? "is a submodule, which is never fetched; commit the files themselves"
            : TreePath.Problem(path) is { } wrong ? $"{wrong}; rename it"
            : !paths.Add(path) ? "differs from another path in upper and lower case only; rename one"
            : null;
    }
}
