using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IrSdk.Planning;

/// <summary>Plans as JSON, and back without loss.</summary>
public static class PlanJson
{
    /// <summary>Writes a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="indented">Whether people read it. Default: false.</param>
    public static string Write(Plan plan, bool indented = false)
    {
        using var element = ToDocument(plan);
        return indented ? JsonSerializer.Serialize(element, IrJson.Indented) : element.RootElement.GetRawText();
    }

    /// <summary>A plan as a JSON document.</summary>
    public static JsonDocument ToDocument(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return JsonDocument.Parse($"{plan.Body[..^1]},\"hash\":\"{plan.Hash}\"}}");
    }

    /// <summary>Reads a plan.</summary>
    /// <param name="json">What <see cref="Write"/> wrote.</param>
    /// <param name="catalog">The actions that it may name.</param>
    /// <exception cref="JsonException">The text is not a plan, or its hash is not that of its content.</exception>
    public static Plan Read(string json, ActionCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var node = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("A plan is a JSON object.");
        var plan = new Plan
        {
            Playbook = Get<string>(node, "playbook"),
            Incident = Get<IncidentId>(node, "incident"),
            Round = Get<int>(node, "round"),
            Assembly = node["assembly"]?.GetValue<string>(),
            Deadline = Get<TimeSpan>(node, "deadline"),
            CriticalPath = Get<TimeSpan>(node, "criticalPath"),
            Steps = [.. Get<JsonArray>(node, "steps").Select(step => StepFrom(step!.AsObject(), catalog))],
            Waived = [.. Get<WaivedEvidence[]>(node, "waived")],
            Findings = [.. Get<Finding[]>(node, "findings")],
        };
        return node["hash"]?.GetValue<string>() is { } hash && hash != plan.Hash
            ? throw new JsonException($"The plan says that its hash is {hash}, but its content's is {plan.Hash}; it was changed.")
            : plan;
    }

    internal static string HashOf(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static Step StepFrom(JsonObject node, ActionCatalog catalog) => new()
    {
        Id = Get<string>(node, "id"),
        Action = catalog.Create(Get<string>(node, "action"), Get<Resource>(node, "resource"), node["arguments"] as JsonObject),
        Stage = Get<int>(node, "stage"),
        DependsOn = [.. Get<Dependency[]>(node, "waits")],
        Implied = Get<bool>(node, "implied"),
        Timeout = Get<TimeSpan>(node, "timeout"),
        OnFailure = Get<FailureRule>(node, "onFailure"),
        RequiresApproval = Get<bool>(node, "requiresApproval"),
        Preserves = Get<Evidence>(node, "preserves"),
        Disturbs = [.. Get<Disturbance[]>(node, "disturbances")],
    };

    private static T Get<T>(JsonObject node, string name) =>
        node[name] is { } value && value.Deserialize<T>(IrJson.Options) is { } read
            ? read
            : throw new JsonException($"The plan has no '{name}'.");
}
