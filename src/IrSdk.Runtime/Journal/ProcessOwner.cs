using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace IrSdk.Runtime;

/// <summary>
/// A lease's owner that names its process: <c>host/pid/start</c>. When that process has ended, its incidents need not wait for
/// the lease to run out.
/// </summary>
public static class ProcessOwner
{
    /// <summary>This process.</summary>
    public static string Current()
    {
        using var process = Process.GetCurrentProcess();
        return Name(process);
    }

    /// <summary>Whether an owner names a process of this host that has ended. False for owners of another form or host.</summary>
    public static bool IsGone(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        if (owner.Split('/') is not [var host, var id, _] || host != Environment.MachineName || !int.TryParse(id, CultureInfo.InvariantCulture, out var pid))
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            return Name(process) != owner;
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is Win32Exception or InvalidOperationException)
        {
            // It ended while it was looked at, or may not be looked at: the lease's own time decides.
            return false;
        }
    }

    private static string Name(Process process) =>
        string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime():yyyyMMddHHmmssff}");
}
