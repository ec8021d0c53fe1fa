using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace IrSdk.Scripting;

/// <summary>Makes an assembly of a script, or says at the script's own lines why not.</summary>
/// <remarks>Nothing outside this folder and the source gate names a type of the compiler, so a cache hit never loads it.</remarks>
internal static class ScriptCompiler
{
    /// <summary>One name for all: no assembly that trusts friends by name trusts this one.</summary>
    private const string AssemblyName = "IrSdk.Script";

    /// <summary>Not optimized: a playbook runs once a round, and what it throws must be found at its line.</summary>
    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Debug,
        checkOverflow: true,
        allowUnsafe: false,
        deterministic: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private static readonly string[] NameNotFound = ["CS0103", "CS0117", "CS0234", "CS0246", "CS0012", "CS1069", "CS1061", "CS0400", "CS0426"];

    public static async Task<(CompiledScript? Script, ImmutableArray<ScriptDiagnostic> Diagnostics)> CompileAsync(ScriptFiles files, ScriptPackages packages, CancellationToken cancellationToken)
    {
        var map = new DiagnosticMap(files);
        try
        {
            return await CompileAsync(files, map, packages, cancellationToken).ConfigureAwait(false);
        }
        catch (InsufficientExecutionStackException)
        {
            return (null, [map.At(files.RootName, 1, 1, ScriptRules.Construct, "The code is nested too deep for the compiler; split it into methods or variables.")]);
        }
    }

    private static async Task<(CompiledScript? Script, ImmutableArray<ScriptDiagnostic> Diagnostics)> CompileAsync(ScriptFiles files, DiagnosticMap map, ScriptPackages packages, CancellationToken cancellationToken)
    {
        var wrapped = ScriptWrapper.Wrap(files, map, packages, cancellationToken);
        if (wrapped.Tree is not { } tree)
        {
            return (null, wrapped.Diagnostics);
        }

        var references = packages.References(wrapped.Packages).Select(image => MetadataReference.CreateFromImage(image));
        var framework = wrapped.Packages.IsEmpty ? FrameworkReferences.Running.Allowed : FrameworkReferences.Running.All;
        var compilation = CSharpCompilation.Create(AssemblyName, [tree], framework.AddRange(references), Options);
        var problems = Problems(compilation, tree, map, packages, cancellationToken);
        if (!problems.IsEmpty)
        {
            return (null, problems);
        }

        var findings = await ScriptAnalysis.FindAsync(compilation, cancellationToken).ConfigureAwait(false);
        if (findings.Any(finding => finding.Severity == ScriptSeverity.Error))
        {
            return (null, [.. findings.Where(finding => finding.Severity == ScriptSeverity.Error).Select(finding => map.At(finding.File, finding.Line, finding.Column, finding.Id, finding.Message))]);
        }

        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellationToken);
        return emitted.Success
            ? (new(ImmutableCollectionsMarshal.AsImmutableArray(assembly.ToArray()), ImmutableCollectionsMarshal.AsImmutableArray(symbols.ToArray()), findings), [])
            : (null, map.Errors(emitted.Diagnostics));
    }

    private static ImmutableArray<ScriptDiagnostic> Problems(CSharpCompilation compilation, SyntaxTree tree, DiagnosticMap map, ScriptPackages packages, CancellationToken cancellationToken)
    {
        var errors = map.Errors(compilation.GetDiagnostics(cancellationToken));

        // A name that is not found among the few assemblies may be one of the framework: then say that it is not allowed.
        var whole = errors.Any(error => NameNotFound.Contains(error.Id)) ? compilation.AddReferences(FrameworkReferences.Running.All.Except(compilation.References)) : compilation;
        var refused = SourceGate.Check(whole, tree, map, packages, cancellationToken);
        var lines = refused.Select(diagnostic => (diagnostic.File, diagnostic.Line)).ToHashSet();
        return
        [
            .. refused.Concat(errors.Where(error => !lines.Contains((error.File, error.Line))))
                .OrderBy(diagnostic => diagnostic.File, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column),
        ];
    }
}
