using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>A script and every file that it loads, read once: what is hashed is what is compiled.</summary>
internal sealed class ScriptFiles
{
    private const int MaxBytes = 256 * 1024;
    private const int MaxFiles = 64;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, ScriptFile> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> problems = new(StringComparer.Ordinal);

    private ScriptFiles(string path)
    {
        Folder = Path.GetDirectoryName(path)!;
        RootName = Path.GetFileName(path);
    }

    /// <summary>The playbook's folder.</summary>
    public string Folder { get; }

    /// <summary>The name of the file that was asked for.</summary>
    public string RootName { get; }

    /// <summary>Every file, in order of its name.</summary>
    public IEnumerable<ScriptFile> All => byName.Values.OrderBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>A file by its path from the playbook's folder, or null when it is not there or not readable.</summary>
    public ScriptFile? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Why a file could not be read.</summary>
    public string ProblemOf(string name) => problems.GetValueOrDefault(name, "it was not found in the playbook's folder");

    /// <summary>The full path of a file.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name.Replace('/', Path.DirectorySeparatorChar));

    public static async Task<ScriptFiles> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var files = new ScriptFiles(Path.GetFullPath(path));
        await files.ReadAllAsync(cancellationToken).ConfigureAwait(false);
        return files;
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        var queue = new Queue<string>([RootName]);
        while (queue.TryDequeue(out var name))
        {
            if (byName.ContainsKey(name) || problems.ContainsKey(name))
            {
                continue;
            }

            var (file, problem) = await ReadOneAsync(name, cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                problems[name] = problem;
                continue;
            }

            byName[name] = file;
            foreach (var target in LoadDirectives.In(file.Text).Select(text => LoadTarget.Resolve(name, text)).OfType<string>())
            {
                queue.Enqueue(target);
            }
        }
    }

    private async Task<(ScriptFile? File, string Problem)> ReadOneAsync(string name, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        try
        {
            if (byName.Count >= MaxFiles)
            {
                return (null, $"a script may consist of at most {MaxFiles} files");
            }

            if (name != RootName && LeadsThroughLink(name))
            {
                return (null, "it is reached through a symbolic link");
            }

            if (!File.Exists(path))
            {
                return (null, "it does not exist");
            }

            if (new FileInfo(path).Length > MaxBytes)
            {
                return (null, $"it is larger than {MaxBytes / 1024} KiB");
            }

            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return (new(name, StrictUtf8.GetString(bytes).TrimStart('\uFEFF'), [.. SHA256.HashData(bytes)]), "");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return (null, exception.Message.TrimEnd('.'));
        }
        catch (DecoderFallbackException)
        {
            return (null, "it is not UTF-8 text");
        }
    }

    private bool LeadsThroughLink(string name)
    {
        var path = Folder;
        foreach (var segment in name.Split('/'))
        {
            path = Path.Combine(path, segment);
            if (new FileInfo(path) is { Exists: true, LinkTarget: not null } || new DirectoryInfo(path) is { Exists: true, LinkTarget: not null })
            {
                return true;
            }
        }

        return false;
    }
}
