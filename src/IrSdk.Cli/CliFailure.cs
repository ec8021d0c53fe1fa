namespace IrSdk.Cli;

/// <summary>The command cannot go on, for a reason that the user can mend.</summary>
/// <param name="exitCode">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">One sentence: what happened and what to do next.</param>
internal sealed class CliFailure(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
