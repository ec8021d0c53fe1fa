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

    /// <summary>Loads a playbook; what is wrong with it is said as a compiler says it.</summary>
    public static async Task<LoadedPlaybook> LoadAsync(string path, CancellationToken cancellationToken)
    {
        var result = await new ScriptLoader().LoadAsync(Find(path), cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? result.Loaded
            : throw new CliFailure(ExitCodes.Refused, string.Join(Environment.NewLine, result.Diagnostics));
    }
}
