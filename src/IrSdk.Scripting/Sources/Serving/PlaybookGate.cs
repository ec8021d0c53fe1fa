using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Compiles every playbook of a folder into the cache, and tries it; one that is refused refuses them all.</summary>
internal sealed class PlaybookGate(ScriptLoader loader, PlanningWorkers? workers, TimeProvider time)
{
    /// <summary>A script's body is code that runs; compiling included, which takes seconds on a slow machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public async Task<(ImmutableArray<ServedPlaybook> Playbooks, string? Refusal)> PassAsync(string folder, CancellationToken cancellationToken)
    {
        var passed = ImmutableArray.CreateBuilder<ServedPlaybook>();
        foreach (var path in FolderContent.Playbooks(folder))
        {
            if (await TryAsync(Path.Combine(folder, path), cancellationToken).ConfigureAwait(false) is not { } tried)
            {
                return ([], $"{path} returned no playbook within {Limit.TotalSeconds:0} s; look for a loop that does not end");
            }

            if (tried.Diagnostics is [var first, ..])
            {
                var where = Path.GetRelativePath(folder, first.File);
                return ([], $"{where}({first.Line},{first.Column}) is refused by the gate: {first.Id}: {first.Message.TrimEnd('.')}");
            }

            passed.Add(new(path, tried.Name, tried.Assembly, tried.Warnings.Count(warning => warning.Severity == ScriptSeverity.Warning)));
        }

        return passed.Count > 0 ? (passed.ToImmutable(), null) : ([], "it holds no playbook (NAME/NAME.csx); commit one, or correct the source's folder");
    }

    private async Task<Tried?> TryAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => workers is null ? HereAsync(path, cancellationToken) : ApartAsync(path, workers, cancellationToken), cancellationToken)
                .WaitAsync(Limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What does not end is left behind, and ends with the process.
            return null;
        }
    }

    private async Task<Tried> HereAsync(string path, CancellationToken cancellationToken)
    {
        var result = await loader.LoadAsync(path, cancellationToken).ConfigureAwait(false);
        using var loaded = result.Loaded;
        return new(loaded?.Playbook.Name ?? "", loaded?.AssemblyHash ?? "", result.Warnings, result.Diagnostics);
    }

    private async Task<Tried> ApartAsync(string path, PlanningWorkers processes, CancellationToken cancellationToken)
    {
        var result = await loader.OpenAsync(path, processes, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new(result.Playbook?.Name ?? "", result.Playbook?.Assembly ?? "", result.Warnings, result.Diagnostics);
    }

    private sealed record Tried(string Name, string Assembly, ImmutableArray<ScriptDiagnostic> Warnings, ImmutableArray<ScriptDiagnostic> Diagnostics);
}
