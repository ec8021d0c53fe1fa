using System.Text.Json.Nodes;

namespace IrSdk.Connectors.Tests;

/// <summary>What a stub answers.</summary>
public sealed record Answer(int Status, JsonNode? Body = null)
{
    public Dictionary<string, string> Headers { get; } = [];

    /// <summary>What was asked has happened, and the connection is cut before the answer.</summary>
    public bool IsLost { get; init; }

    /// <summary>No answer at all.</summary>
    public bool Hangs { get; init; }

    public static Answer Limited(int seconds, int status = 429) => new(status, new JsonObject { ["message"] = "You have exceeded a secondary rate limit" }) { Headers = { ["Retry-After"] = $"{seconds}" } };
}

/// <summary>A request as a stub saw it.</summary>
public sealed record Seen(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;
}
