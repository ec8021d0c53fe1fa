using System.Diagnostics;
using System.Globalization;

namespace IrSdk.Aws.Tests;

/// <summary>Ends a process without warning at one of its calls, which is the same moment on a slow machine and on a fast one, or by the clock.</summary>
internal sealed class Killing
{
    /// <summary>128 and the number of the signal.</summary>
    private const int Killed = 137;

    private Process? victim;
    private int left;

    /// <summary>To be told of every call.</summary>
    public void Passed()
    {
        if (Volatile.Read(ref victim) is { } process && Interlocked.Decrement(ref left) == 0)
        {
            process.Kill();
        }
    }

    /// <summary>Starts a command and ends it at a moment, unless it ends before.</summary>
    /// <param name="command">The command.</param>
    /// <param name="moment"><c>call 12</c> or <c>500 ms</c>.</param>
    /// <returns>Whether it was ended.</returns>
    public bool Run(ProcessStartInfo command, string moment)
    {
        var isTimed = moment.EndsWith(" ms", StringComparison.Ordinal);
        var number = int.Parse(moment.Split(' ')[isTimed ? 0 : 1], CultureInfo.InvariantCulture);
        using var process = new Process { StartInfo = command };
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.Start();
        Volatile.Write(ref left, isTimed ? 0 : number);
        Volatile.Write(ref victim, process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (isTimed && !process.WaitForExit(number))
        {
            process.Kill();
        }

        process.WaitForExit();
        Volatile.Write(ref victim, null);
        return process.ExitCode == Killed;
    }
}
