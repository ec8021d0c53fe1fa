using IrSdk.Scripting;

namespace IrSdk.Cli.Playbooks;

/// <summary>A playbook on disk: a script, or a folder that holds one of the same name.</summary>
internal static class PlaybookFile
{
    /// <summary>The script that a path means.</summary>
    public static string Find(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }

        if (!Directory.Exists(path))
        {
            throw new CliFailure(ExitCodes.Usage, $"There is no playbook at {path}; give a .csx file or the folder that holds it.");
        }

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        var script = Path.Combine(full, Path.GetFileName(full) + ".csx");
        return File.Exists(script)
            ? script
            : throw new CliFailure(ExitCodes.Usage, $"{path} holds no {Path.GetFileName(full)}.csx; give a .csx file or a folder with a script of the same name.");
    }
}
