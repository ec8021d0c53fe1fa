using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace IrSdk.Scripting;

/// <summary>Loads playbooks that are written as C# scripts: read, compiled once, gated, and called for their playbook.</summary>
/// <remarks>
/// <para>
/// A script sees what it needs to decide from an incident and nothing else; see <see cref="ScriptRules"/>. This is policy for
/// reviews, not a sandbox: it keeps a script from reaching out, not from looping. The script's body runs on the caller's thread
/// and no time limit is set here; a host that loads what it does not trust does so in a process that it can end.
/// </para>
/// <para>Safe to use from several threads at once.</para>
/// </remarks>
public sealed class ScriptLoader
{
    private readonly ScriptCache cache;
    private readonly ScriptPackages packages;

    /// <summary>A loader.</summary>
    /// <param name="options">How scripts are loaded. Default: as <see cref="ScriptLoaderOptions"/> says.</param>
    public ScriptLoader(ScriptLoaderOptions? options = null)
    {
        options ??= new();
        (cache, packages) = (new(options.CacheDirectory), options.Packages);
    }

    /// <summary>Loads a script.</summary>
    /// <param name="path">The <c>.csx</c> file. Its folder is the playbook's folder: the script may <c>#load</c> files in it.</param>
    /// <param name="cancellationToken">Ends the reading and the compiling, not the script.</param>
    /// <returns>The playbook, or every reason why there is none.</returns>
    public async Task<ScriptResult> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var files = await ScriptFiles.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        if (files.Find(files.RootName) is null)
        {
            return Refused(files, ScriptRules.Unreadable, $"The script cannot be read: {files.ProblemOf(files.RootName)}; give the path of a .csx file.");
        }

        var key = ScriptKey.Of(files, packages);
        return cache.Find(key) is { } kept && MetadataGate.Check(kept.Assembly, packages).IsEmpty
            ? ScriptRun.Run(kept, files, packages, fromCache: true)
            : await CompileAsync(files, key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Apart, so that the compiler's assemblies are loaded only when this is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<ScriptResult> CompileAsync(ScriptFiles files, string key, CancellationToken cancellationToken)
    {
        var (script, diagnostics) = await ScriptCompiler.CompileAsync(files, packages, cancellationToken).ConfigureAwait(false);
        if (script is null)
        {
            return new(diagnostics);
        }

        var refused = MetadataGate.Check(script.Assembly, packages);
        if (!refused.IsEmpty)
        {
            return Refused(files, ScriptRules.NotAllowed, $"{string.Join(", ", refused)} is not allowed in a playbook; write what needs it in another way.");
        }

        cache.Keep(key, script);
        return ScriptRun.Run(script, files, packages, fromCache: false);
    }

    private static ScriptResult Refused(ScriptFiles files, string id, string message) =>
        new(ImmutableArray.Create(new ScriptDiagnostic(id, ScriptSeverity.Error, message, files.PathOf(files.RootName), 1, 1)));
}
