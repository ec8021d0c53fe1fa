using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using IrSdk.Planning;

namespace IrSdk.Scripting;

/// <summary>Loads playbooks that are written as C# scripts: read, compiled once, gated, and called for their playbook.</summary>
/// <remarks>
/// <para>
/// A script sees what it needs to decide from an incident and nothing else; see <see cref="ScriptRules"/>. This is policy for
/// reviews, not a sandbox: it keeps a script from reaching out, not from looping. <see cref="LoadAsync"/> runs the script's body on the
/// caller's thread, without a limit; <see cref="OpenAsync"/> runs it in a process that is ended when it does not.
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

    /// <summary>Loads a script into this process.</summary>
    /// <param name="path">The <c>.csx</c> file. Its folder is the playbook's folder: the script may <c>#load</c> files in it.</param>
    /// <param name="cancellationToken">Ends the reading and the compiling, not the script.</param>
    /// <returns>The playbook, or every reason why there is none.</returns>
    public async Task<ScriptResult> LoadAsync(string path, CancellationToken cancellationToken = default)
    {
        var gated = await GateAsync(path, null, cancellationToken).ConfigureAwait(false);
        return gated.Script is { } script ? ScriptRun.Run(script, gated.Files, packages, gated.FromCache) : new(gated.Diagnostics);
    }

    /// <summary>Loads a script into a process of its own: its code never runs in this one.</summary>
    /// <param name="path">The <c>.csx</c> file. Its folder is the playbook's folder: the script may <c>#load</c> files in it.</param>
    /// <param name="workers">The processes. The playbook can be asked until they are disposed.</param>
    /// <param name="assembly">SHA-256 of the assembly that the script became when it was taken; another one in the cache is compiled anew. Null: not known.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The playbook, or every reason why there is none: its process ran into a limit, say.</returns>
    public async Task<IsolatedResult> OpenAsync(string path, PlanningWorkers workers, string? assembly = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(workers);
        var gated = await GateAsync(path, assembly, cancellationToken).ConfigureAwait(false);
        if (gated.Script is not { } script)
        {
            return new(gated.Diagnostics);
        }

        var files = gated.Files;
        try
        {
            var isolated = new IsolatedScript(files.RootName, script, packages);
            var answer = await workers.LoadAsync(isolated, cancellationToken).ConfigureAwait(false);
            return answer switch
            {
                { Promise: { } promise } when IncidentId.IsValid(promise.Name) && promise.Deadline > TimeSpan.Zero =>
                    new(new IsolatedPlaybook(workers, isolated, promise), ScriptRun.Warnings(script, files), gated.FromCache),
                { Thrown: { } thrown } => new([ThrownText.Of(thrown, files)]),
                _ => new(Refused(files, ScriptRules.NoPlaybook, ScriptRun.NoPlaybook)),
            };
        }
        catch (PlanningException given)
        {
            return new(Refused(files, ScriptRules.Unbounded, given.Message));
        }
        catch (FileLoadException missing)
        {
            return new(Refused(files, ScriptRules.Reference, missing.Message));
        }
    }

    private async Task<GatedScript> GateAsync(string path, string? assembly, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var files = await ScriptFiles.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        if (files.Find(files.RootName) is null)
        {
            return new(files, null, Refused(files, ScriptRules.Unreadable, $"The script cannot be read: {files.ProblemOf(files.RootName)}; give the path of a .csx file."), FromCache: false);
        }

        var key = ScriptKey.Of(files, packages);
        return cache.Find(key) is { } kept && Is(kept, assembly) && MetadataGate.Check(kept.Assembly, packages).IsEmpty
            ? new(files, kept, [], FromCache: true)
            : await CompileAsync(files, key, cancellationToken).ConfigureAwait(false);
    }

    private static bool Is(CompiledScript script, string? assembly) => assembly is null || Convert.ToHexStringLower(SHA256.HashData(script.Assembly.AsSpan())) == assembly;

    /// <summary>Apart, so that the compiler's assemblies are loaded only when this is called.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<GatedScript> CompileAsync(ScriptFiles files, string key, CancellationToken cancellationToken)
    {
        var (script, diagnostics) = await ScriptCompiler.CompileAsync(files, packages, cancellationToken).ConfigureAwait(false);
        if (script is null)
        {
            return new(files, null, diagnostics, FromCache: false);
        }

        var refused = MetadataGate.Check(script.Assembly, packages);
        if (!refused.IsEmpty)
        {
            return new(files, null, Refused(files, ScriptRules.NotAllowed, $"{string.Join(", ", refused)} is not allowed in a playbook; write what needs it in another way."), FromCache: false);
        }

        cache.Keep(key, script);
        return new(files, script, [], FromCache: false);
    }

    private static ImmutableArray<ScriptDiagnostic> Refused(ScriptFiles files, string id, string message) =>
        [new ScriptDiagnostic(id, ScriptSeverity.Error, message, files.PathOf(files.RootName), 1, 1)];

    /// <summary>A script that has not run yet: it passed the gate, or there are reasons why not.</summary>
    private sealed record GatedScript(ScriptFiles Files, CompiledScript? Script, ImmutableArray<ScriptDiagnostic> Diagnostics, bool FromCache);
}
