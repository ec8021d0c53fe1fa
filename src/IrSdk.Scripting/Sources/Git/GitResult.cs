namespace IrSdk.Scripting;

/// <summary>What a command of git came to.</summary>
/// <param name="ExitCode">What it ended with: what is decided is decided by this alone.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it said, for people.</param>
internal sealed record GitResult(int ExitCode, string Output, string Error)
{
    /// <summary>The exit code of a command that was ended.</summary>
    public const int Ended = -1;

    public bool Succeeded => ExitCode == 0;

    /// <summary>What it said, in one line.</summary>
    public string Said
    {
        get
        {
            var lines = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line.StartsWith("error:", StringComparison.Ordinal) || line.StartsWith("fatal:", StringComparison.Ordinal) || !Error.Contains("fatal:", StringComparison.Ordinal))
                .Select(line => new string([.. line.Where(character => !char.IsControl(character))]));
            var text = string.Join("; ", lines).TrimEnd('.');
            return text.Length <= 300 ? text : text[..300] + "…";
        }
    }
}
