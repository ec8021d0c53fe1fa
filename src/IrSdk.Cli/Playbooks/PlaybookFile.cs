using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Scripting;

namespace IrSdk.Cli.Playbooks;

/// <summary>A playbook on disk: a script, or a folder that holds one of the same name.</summary>
internal static class PlaybookFile
{
    /// <summary>Compiling included, which takes seconds on a slow machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

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

    /// <summary>Loads a playbook; what is wrong with it is said as a compiler says it, what is doubtful on the error stream.</summary>
    public static async Task<LoadedPlaybook> LoadAsync(string path, CancellationToken cancellationToken) =>
        (await LoadAsync(Find(path), new(), cancellationToken).ConfigureAwait(false)).Loaded!;

    /// <summary>Loads a script with a loader of one's own.</summary>
    /// <returns>What came of it; there is a playbook.</returns>
    public static async Task<ScriptResult> LoadAsync(string script, ScriptLoader loader, CancellationToken cancellationToken)
    {
        try
        {
            // The script's body runs in this process: one without end is left behind, and ends with the process.
            var result = await Task.Run(() => loader.LoadAsync(script, cancellationToken), cancellationToken).WaitAsync(Limit, cancellationToken).ConfigureAwait(false);
            await WarnAsync(result.Warnings).ConfigureAwait(false);
            return result.Succeeded ? result : throw Refused(result.Diagnostics);
        }
        catch (TimeoutException)
        {
            throw new CliFailure(ExitCodes.Refused, string.Create(CultureInfo.InvariantCulture, $"{script} returned no playbook within {Limit.TotalSeconds:0} s; look for a loop that does not end ('ir check' tells more)."));
        }
    }

    /// <summary>Loads a script into a process of its own.</summary>
    /// <param name="script">The script.</param>
    /// <param name="loader">Reads, compiles and gates it.</param>
    /// <param name="workers">The processes.</param>
    /// <param name="assembly">SHA-256 of the assembly that was taken. Null: not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What came of it; there is a playbook.</returns>
    public static async Task<IsolatedResult> OpenAsync(string script, ScriptLoader loader, PlanningWorkers workers, string? assembly, CancellationToken cancellationToken)
    {
        var result = await loader.OpenAsync(script, workers, assembly, cancellationToken).ConfigureAwait(false);
        await WarnAsync(result.Warnings).ConfigureAwait(false);
        return result.Succeeded ? result : throw Refused(result.Diagnostics);
    }

    private static CliFailure Refused(ImmutableArray<ScriptDiagnostic> diagnostics) => new(ExitCodes.Refused, string.Join(Environment.NewLine, diagnostics));

    private static async Task WarnAsync(ImmutableArray<ScriptDiagnostic> warnings)
    {
        foreach (var warning in warnings.Where(one => one.Severity == ScriptSeverity.Warning))
        {
            await Console.Error.WriteLineAsync(warning.ToString()).ConfigureAwait(false);
        }
    }
}
