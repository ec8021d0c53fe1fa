using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Compiles every playbook of a folder into the cache; one that is refused refuses them all.</summary>
internal static class PlaybookGate
{
    public static async Task<(ImmutableArray<ServedPlaybook> Playbooks, string? Refusal)> PassAsync(string folder, ScriptLoader loader, CancellationToken cancellationToken)
    {
        var passed = ImmutableArray.CreateBuilder<ServedPlaybook>();
        foreach (var path in FolderContent.Playbooks(folder))
        {
            var result = await loader.LoadAsync(Path.Combine(folder, path), cancellationToken).ConfigureAwait(false);
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
}
