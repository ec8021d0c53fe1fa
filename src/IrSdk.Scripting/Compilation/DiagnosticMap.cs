using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>Turns the compiler's diagnostics into the script's own, at the script's own places.</summary>
internal sealed class DiagnosticMap(ScriptFiles files)
{
    private const string NotAllPathsReturn = "CS0161";

    public ScriptDiagnostic At(string name, int line, int column, string id, string message) =>
        new(id, ScriptSeverity.Error, message, files.PathOf(name), line, column);

    public ScriptDiagnostic At(Location location, string id, string message)
    {
        if (location.SourceTree is not { } tree || IsHidden(tree, location))
        {
            return At(files.RootName, 1, 1, id, message);
        }

        var span = location.GetMappedLineSpan();
        return At(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, id, message);
    }

    /// <summary>What an analyzer says, with the name of the file in the playbook's folder.</summary>
    public static ScriptDiagnostic Finding(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetMappedLineSpan();
        var severity = diagnostic.DefaultSeverity switch
        {
            DiagnosticSeverity.Error => ScriptSeverity.Error,
            DiagnosticSeverity.Warning => ScriptSeverity.Warning,
            _ => ScriptSeverity.Info,
        };
        return new(diagnostic.Id, severity, diagnostic.GetMessage(CultureInfo.InvariantCulture), span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
    }

    public ImmutableArray<ScriptDiagnostic> Errors(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Error),
    ];

    private ScriptDiagnostic Error(Diagnostic diagnostic) =>
        diagnostic.Id == NotAllPathsReturn && diagnostic.Location.SourceTree is { } tree && IsHidden(tree, diagnostic.Location)
            ? AtEnd(ScriptRules.NoPlaybook, "The script can end without a playbook; end it with 'return Playbook.Named(...)…;'.")
            : At(diagnostic.Location, diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture));

    private ScriptDiagnostic AtEnd(string id, string message)
    {
        var lines = files.Find(files.RootName)!.Text.TrimEnd().Split('\n');
        return At(files.RootName, lines.Length, Math.Max(1, lines[^1].Length), id, message);
    }

    private static bool IsHidden(SyntaxTree tree, Location location) =>
        tree.GetLineVisibility(location.SourceSpan.Start) is LineVisibility.Hidden or LineVisibility.BeforeFirstLineDirective && tree.HasHiddenRegions();
}
