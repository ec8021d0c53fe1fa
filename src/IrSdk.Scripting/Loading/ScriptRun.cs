using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IrSdk.Scripting;

/// <summary>Loads a script's assembly and calls the script once for its playbook.</summary>
internal static class ScriptRun
{
    /// <summary>What is said of a script that returns no playbook.</summary>
    public const string NoPlaybook = "The script returned null; end it with 'return Playbook.Named(...)…;'.";

    public static ScriptResult Run(CompiledScript script, ScriptFiles files, ScriptPackages packages, bool fromCache)
    {
        var context = new ScriptContext(packages.Load, packages.Assemblies.Any());
        try
        {
            using var assembly = Stream(script.Assembly);
            using var symbols = Stream(script.Symbols);
            if (Body(context, assembly, symbols)() is { } playbook)
            {
                return new(new LoadedPlaybook(playbook, Convert.ToHexStringLower(SHA256.HashData(script.Assembly.AsSpan())), fromCache, context), Warnings(script, files));
            }

            context.Unload();
            return Refused(files, files.RootName, 1, 1, ScriptRules.NoPlaybook, NoPlaybook);
        }
        catch (Exception exception)
        {
            // Whatever the script throws is the author's to read, not the host's to fail on.
            context.Unload();

            // The runtime wraps what the context says of an assembly that it must not or cannot load.
            return exception is FileLoadException { InnerException: FileLoadException told }
                ? Refused(files, files.RootName, 1, 1, ScriptRules.Reference, told.Message)
                : Thrown(exception, files);
        }
    }

    /// <summary>What the analyzers say, where the script lies now.</summary>
    public static ImmutableArray<ScriptDiagnostic> Warnings(CompiledScript script, ScriptFiles files) =>
        [.. script.Findings.Select(finding => finding with { File = files.PathOf(finding.File) })];

    /// <summary>The script's body, which makes its playbook.</summary>
    public static Func<Playbook?> Body(ScriptContext context, Stream assembly, Stream symbols) =>
        context.LoadFromStream(assembly, symbols).GetType(WrappedScript.ClassName, throwOnError: true)!
            .GetMethod(WrappedScript.MethodName, BindingFlags.Static | BindingFlags.NonPublic)!
            .CreateDelegate<Func<Playbook?>>();

    private static ScriptResult Thrown(Exception exception, ScriptFiles files)
    {
        var frame = new StackTrace(exception, fNeedFileInfo: true).GetFrames()
            .FirstOrDefault(frame => frame.GetFileName() is { } name && files.Find(name) is not null);
        var message = $"The script threw {exception.GetType().Name} ({exception.Message.ReplaceLineEndings(" ").TrimEnd('.')}); correct what this line does.";
        return Refused(files, frame?.GetFileName() ?? files.RootName, frame?.GetFileLineNumber() ?? 1, Math.Max(1, frame?.GetFileColumnNumber() ?? 1), ScriptRules.NoPlaybook, message);
    }

    private static ScriptResult Refused(ScriptFiles files, string name, int line, int column, string id, string message) =>
        new(ImmutableArray.Create(new ScriptDiagnostic(id, ScriptSeverity.Error, message, files.PathOf(name), line, column)));

    private static MemoryStream Stream(ImmutableArray<byte> bytes) =>
        new(ImmutableCollectionsMarshal.AsArray(bytes)!, writable: false);
}
