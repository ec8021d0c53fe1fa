using System.Globalization;

namespace IrSdk.Scripting;

/// <summary>The whole environment of a planning process: what .NET needs to start, and nothing of the caller's.</summary>
internal static class WorkerEnvironment
{
    /// <summary>Where the runtime is, and on Windows the system.</summary>
    private static readonly string[] Passed = ["DOTNET_ROOT", "SystemRoot"];

    public static IEnumerable<KeyValuePair<string, string>> For(long maxBytes) =>
    [
        .. Passed.Where(name => Environment.GetEnvironmentVariable(name) is not null).Select(name => KeyValuePair.Create(name, Environment.GetEnvironmentVariable(name)!)),
        new("DOTNET_GCHeapHardLimit", maxBytes.ToString("x", CultureInfo.InvariantCulture)),
        new("DOTNET_gcServer", "0"),
        new("DOTNET_gcConcurrent", "0"),
        new("DOTNET_TieredPGO", "0"),

        // A time without an offset means the same on every machine.
        new("TZ", "UTC"),

        // No debugger, profiler or dump can be attached to it, and it leaves no socket behind.
        new("DOTNET_EnableDiagnostics", "0"),
    ];
}
