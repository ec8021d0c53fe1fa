using System.Diagnostics;

namespace IrSdk.Aws.Tests;

/// <summary>Ends a process without warning at one of its calls, so that a moment is the same on a slow machine and on a fast one.</summary>
internal sealed class Killing
{
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

    /// <summary>Starts a command and ends it at a call, unless it ends before.</summary>
    /// <returns>Whether it was ended.</returns>
    public bool Run(ProcessStartInfo command, int atCall)
    {
        using var process = new Process { StartInfo = command };
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.Start();
        Volatile.Write(ref left, atCall);
        Volatile.Write(ref victim, process);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        Volatile.Write(ref victim, null);
        return Volatile.Read(ref left) <= 0;
    }
}
