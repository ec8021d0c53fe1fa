namespace IrSdk.Cli;

/// <summary>What <c>ir</c> ends with. Documented and stable.</summary>
internal static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Refused by a rule, or an expectation failed.</summary>
    public const int Refused = 1;

    /// <summary>The command line, or a file that it names, is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something waits: for a human, or for another run.</summary>
    public const int Unfinished = 3;
}
