namespace IrSdk.Scripting;

/// <summary>What a script threw in another process, for people.</summary>
internal static class ThrownText
{
    private const int Longest = 400;

    /// <summary>What it threw while it was asked for a response.</summary>
    public static string Of(Thrown thrown, string script) =>
        thrown.IsNothing ? $"The script {script} returned no playbook this time; end it with 'return Playbook.Named(...)…;' on every path."
        : IsTooLarge(thrown) ? $"The playbook in {script} gave no answer, for {WorkerEndedException.TooLarge}."
        : $"The playbook in {script} threw {thrown.Type} ({Shortened(thrown.Message)}){(thrown.At is [var at, ..] ? $" at {at.File}({at.Line},{at.Column})" : "")}; mend the script.";

    /// <summary>What it threw while it was loaded, at its place.</summary>
    public static ScriptDiagnostic Of(Thrown thrown, ScriptFiles files)
    {
        var at = thrown.At.FirstOrDefault(one => files.Find(one.File) is not null) ?? new(files.RootName, 1, 1);
        var (id, message) = thrown.IsReference ? (ScriptRules.Reference, thrown.Message)
            : thrown.IsNothing ? (ScriptRules.NoPlaybook, ScriptRun.NoPlaybook)
            : IsTooLarge(thrown) ? (ScriptRules.Unbounded, $"The playbook was given up: {WorkerEndedException.TooLarge}.")
            : (ScriptRules.NoPlaybook, $"The script threw {thrown.Type} ({Shortened(thrown.Message)}); correct what this line does.");
        return new(id, ScriptSeverity.Error, message, files.PathOf(at.File), Math.Max(1, at.Line), Math.Max(1, at.Column));
    }

    private static bool IsTooLarge(Thrown thrown) => thrown.Type is nameof(OutOfMemoryException) or nameof(InsufficientMemoryException);

    private static string Shortened(string message)
    {
        var line = message.ReplaceLineEndings(" ").TrimEnd('.');
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }
}
