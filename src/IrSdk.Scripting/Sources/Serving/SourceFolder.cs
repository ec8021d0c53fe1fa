using System.Security.Cryptography;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>Where what belongs to one source lies on disk.</summary>
internal sealed class SourceFolder
{
    private readonly string root;

    public SourceFolder(string state, PlaybookSource source)
    {
        // Another repository, branch or folder is another source, whatever its name.
        var what = SHA256.HashData(Encoding.UTF8.GetBytes($"{source.Repository}\n{source.Branch}\n{source.Folder}"));
        root = Path.Combine(state, $"{source.Name}-{Convert.ToHexStringLower(what)[..12]}");
    }

    public string Mirror => Path.Combine(root, "mirror.git");

    public string State => Path.Combine(root, "state.json");

    /// <summary>Where a commit's files are before they are taken.</summary>
    public string Incoming => Path.Combine(root, "incoming");

    public string Files(string commit) => Path.Combine(root, "commits", commit);

    /// <summary>Waits for nobody: two syncs of one source would only do the same twice.</summary>
    /// <exception cref="InvalidDataException">Another sync of the source runs.</exception>
    public IDisposable Lock()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
        }
        else
        {
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        try
        {
            return new FileStream(Path.Combine(root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new InvalidDataException($"Another sync of this source is running ({busy.Message.TrimEnd('.')}); wait for it.", busy);
        }
    }

    /// <summary>Removes the files of commits that can no longer serve.</summary>
    public void Clean(SourceState state)
    {
        var commits = Path.Combine(root, "commits");
        foreach (var old in Directory.Exists(commits) ? Directory.GetDirectories(commits).Where(path => state.Taken.All(one => one.Commit != Path.GetFileName(path))) : [])
        {
            Directory.Delete(old, recursive: true);
        }
    }
}
