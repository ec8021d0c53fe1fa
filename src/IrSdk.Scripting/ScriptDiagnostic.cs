namespace IrSdk.Scripting;

/// <summary>One thing that is wrong with a script, where it is, and what to do about it.</summary>
/// <param name="Id">The compiler's id (<c>CS0029</c>) or the rule's (<c>IR4001</c>; see <see cref="ScriptRules"/>).</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">A sentence.</param>
/// <param name="File">The full path of the file.</param>
/// <param name="Line">The line in that file, from 1.</param>
/// <param name="Column">The column in that line, from 1.</param>
public sealed record ScriptDiagnostic(string Id, ScriptSeverity Severity, string Message, string File, int Line, int Column)
{
    /// <summary>As compilers write it: <c>file(line,column): error ID: message</c>.</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}({Line},{Column}): {Said} {Id}: {Message}");

    private string Said => Severity switch
    {
        ScriptSeverity.Error => "error",
        ScriptSeverity.Warning => "warning",
        _ => "info",
    };
}

/// <summary>How bad a diagnostic is.</summary>
public enum ScriptSeverity
{
    /// <summary>The script is loaded; it is worth knowing.</summary>
    Info,

    /// <summary>The script is loaded; someone should look.</summary>
    Warning,

    /// <summary>The script is refused.</summary>
    Error,
}
