using System.Collections.Immutable;
using IrSdk.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrSdk.Scripting;

/// <summary>Asks the analyzers about a script. What the script suppresses is said all the same.</summary>
internal static class ScriptAnalysis
{
    /// <summary>What the compiler says of an analyzer that failed: it has proven nothing, so the script is refused.</summary>
    private const string Failed = "AD0001";

    /// <summary>What they say, with the names of files in the playbook's folder.</summary>
    public static async Task<ImmutableArray<ScriptDiagnostic>> FindAsync(CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var found = await compilation.WithAnalyzers([new ResponseAnalyzer()], options).GetAnalyzerDiagnosticsAsync(cancellationToken).ConfigureAwait(false);
        return
        [
            .. found.Select(diagnostic => DiagnosticMap.Finding(diagnostic) is var finding && diagnostic.Id == Failed ? finding with { Severity = ScriptSeverity.Error } : finding)
                .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column).ThenBy(finding => finding.Id, StringComparer.Ordinal),
        ];
    }
}
