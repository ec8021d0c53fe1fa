using System.Text.Json.Nodes;

namespace IrSdk.Host.Tests;

/// <summary>What was done to an incident's simulated account, by the account's own log.</summary>
internal static class World
{
    public static IReadOnlyList<JsonNode> Changes(HostProcess host, string incident)
    {
        using var reader = new StreamReader(new FileStream(Path.Combine(host.Data, "worlds", $"{incident}.world"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => JsonNode.Parse(line)!).Where(change => change["stepKey"] is not null)];
    }

    /// <summary>Whether an action changed something.</summary>
    public static bool Was(HostProcess host, string incident, string action) => Changes(host, incident)
        .Any(change => ((string)change["stepKey"]!).Contains($"/{action}/", StringComparison.Ordinal) && !((string)change["what"]!).StartsWith("marks", StringComparison.Ordinal));
}
