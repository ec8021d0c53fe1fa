using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Compiles every playbook of a folder into the cache; one that is refused refuses them all.</summary>
internal static class PlaybookGate
{
    /// <summary>A script's body is code that runs; compiling included, which takes seconds on a slow machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task<(ImmutableArray<ServedPlaybook> Playbooks, string? Refusal)> PassAsync(string folder, ScriptLoader loader, TimeProvider time, CancellationToken cancellationToken)
    {
        var passed = ImmutableArray.CreateBuilder<ServedPlaybook>();
        foreach (var path in FolderContent.Playbooks(folder))
        {
            if (await LoadAsync(Path.Combine(folder, path), loader, time, cancellationToken).ConfigureAwait(false) is not { } result)
            {
                return ([], $"{path} returned no playbook within {Limit.TotalSeconds:0} s; look for a loop that does not end");
            }

            using var loaded = result.Loaded;
            if (loaded is null)
            {
                var first = result.Diagnostics[0];
                var where = Path.GetRelativePath(folder, first.File);
                return ([], $"{where}({first.Line},{first.Column}) is refused by the gate: {first.Id}: {first.Message.TrimEnd('.')}");
            }

            passed.Add(new(path, loaded.Playbook.Name, loaded.AssemblyHash, result.Warnings.Count(warning => warning.Severity == ScriptSeverity.Warning)));
        }

        return passed.Count > 0 ? (passed.ToImmutable(), null) : ([], "it holds no playbook (NAME/NAME.csx); commit one, or correct the source's folder");
    }

    private static async Task<ScriptResult?> LoadAsync(string path, ScriptLoader loader, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => loader.LoadAsync(path, cancellationToken), cancellationToken).WaitAsync(Limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What does not end is left behind, and ends with the process.
            return null;
        }
    }
}
