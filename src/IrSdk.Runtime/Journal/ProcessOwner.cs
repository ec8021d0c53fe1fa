using System.Diagnostics;
using System.Globalization;

namespace IrSdk.Runtime;

/// <summary>
/// A process as the owner of a lease: <c>host/pid/start</c>. Who finds such a lease on the same host, and no such process, takes it at once
/// instead of waiting until it expires.
/// </summary>
public static class ProcessOwner
{
    /// <summary>This process.</summary>
    /// <param name="time">The clock, for systems that do not tell when a process started.</param>
    public static string Current(TimeProvider time)
    {
        var start = StartOf(Environment.ProcessId) ?? time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return $"{Host()}/{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}/{start}";
    }

    /// <summary>Whether an owner is a process of this host that no longer runs. False whenever that cannot be proven.</summary>
    public static bool IsProvablyDead(string owner)
    {
        var parts = owner.Split('/');
        if (parts.Length != 3 || parts[0] != Host() || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var pid) || pid <= 0)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(pid);
            return Stat(pid) is { } stat && (stat.State is "Z" or "X" || stat.Start != parts[2]);
        }
        catch (ArgumentException)
        {
            return true; // What GetProcessById throws when there is no such process.
        }
    }

    /// <summary>The machine's name and, on Linux, the namespace that its process ids are counted in: containers may share the name.</summary>
    private static string Host()
    {
        var space = OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget : null;
        var number = space is null ? "" : string.Concat(space.Where(char.IsAsciiDigit));
        return number.Length > 0 ? $"{Environment.MachineName}~{number}" : Environment.MachineName;
    }

    private static string? StartOf(int pid) => Stat(pid)?.Start;

    /// <summary>A process's state, and its start in ticks since boot, which a change of the clock does not move.</summary>
    private static (string State, string Start)? Stat(int pid)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Length > 19 ? (fields[0], fields[19]) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // Hidden or gone: nothing is proven.
        }
    }
}
