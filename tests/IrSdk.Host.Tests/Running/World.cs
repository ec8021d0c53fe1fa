using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrSdk.Host.Tests;

/// <summary>What was done to an incident's simulated account, by the account's own log.</summary>
internal static class World
{
    public static IReadOnlyList<JsonNode> Changes(HostProcess host, string incident)
    {
        // The host has the file locked while the incident runs, as far as .NET's own readers go.
        using var cat = Process.Start(new ProcessStartInfo("cat", [Path.Combine(host.Data, "worlds", $"{incident}.world")]) { RedirectStandardOutput = true })!;
        var text = cat.StandardOutput.ReadToEnd();
        cat.WaitForExit();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => JsonNode.Parse(line)!).Where(change => change["stepKey"] is not null)];
    }

    /// <summary>What was done to it, each effect as often as it was done, except pages, which may be sent again.</summary>
    public static List<string> Effects(HostProcess host, string incident) =>
    [
        .. Changes(host, incident)
            .Where(change => !((string)change["stepKey"]!).Contains("page", StringComparison.Ordinal) && !((string)change["what"]!).StartsWith("marks", StringComparison.Ordinal))
            .Select(change => $"{(string)change["stepKey"]!}: {(string)change["what"]!}"),
    ];

    /// <summary>Whether an action changed something.</summary>
    public static bool Was(HostProcess host, string incident, string action) => Changes(host, incident)
        .Any(change => ((string)change["stepKey"]!).Contains($"/{action}/", StringComparison.Ordinal) && !((string)change["what"]!).StartsWith("marks", StringComparison.Ordinal));
}
