using System.Collections.Immutable;
using IrSdk.Planning;
using IrSdk.Scripting;

namespace IrSdk.Testing;

/// <summary>What a check has found so far. What an analyzer has said at its own line is not said again at the response's.</summary>
internal sealed class CheckFindings(string script, (int Line, int Column) place, ImmutableArray<ScriptDiagnostic> warnings)
{
    private readonly HashSet<string> said = [.. warnings.Select(warning => warning.Id)];
    private readonly List<ScriptDiagnostic> found = [.. warnings];

    public ImmutableArray<ScriptDiagnostic> All =>
        [.. found.OrderBy(one => one.File, StringComparer.Ordinal).ThenBy(one => one.Line).ThenBy(one => one.Column).ThenBy(one => one.Id, StringComparer.Ordinal)];

    /// <summary>Whether a rule has been said of the script's source.</summary>
    public bool IsSaid(string rule) => said.Contains(rule);

    public void Add(string rule, ScriptSeverity severity, string message) => found.Add(new(rule, severity, message, script, place.Line, place.Column));

    public void Add(Finding finding, string where)
    {
        if (!IsSaid(finding.Rule))
        {
            Add(finding.Rule, finding.Severity == FindingSeverity.Error ? ScriptSeverity.Error : ScriptSeverity.Warning, $"{where}: {finding.Message}");
        }
    }
}
