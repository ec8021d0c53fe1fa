using System.Text.Json.Nodes;

namespace IrSdk.Connectors.Tests;

/// <summary>PagerDuty's alerts by their keys, as the Events API v2 makes them.</summary>
public sealed class PagerDutyStub
{
    public const string RoutingKey = "EXAMPLE0EXAMPLE0EXAMPLE0EXAMPLE0";

    private static readonly Schema Schema = new("pagerduty-event");

    public PagerDutyStub() => Server = new(Serve);

    public StubServer Server { get; }

    /// <summary>The events of each alert.</summary>
    public Dictionary<string, List<JsonNode>> Alerts { get; } = [];

    public List<string> Wrong { get; } = [];

    private Answer Serve(Seen seen)
    {
        if (seen is not { Method: "POST", Path: "/v2/enqueue" })
        {
            return new(404);
        }

        if (Schema.Check(seen.Body) is { } wrong)
        {
            Wrong.Add(wrong);
            return new(400, new JsonObject { ["status"] = "invalid event", ["message"] = "Event object is invalid", ["errors"] = new JsonArray(wrong) });
        }

        if ((string?)seen.Json["routing_key"] != RoutingKey)
        {
            return new(400, new JsonObject { ["status"] = "invalid event", ["message"] = "Event object is invalid", ["errors"] = new JsonArray("Invalid routing key") });
        }

        var key = (string)seen.Json["dedup_key"]!;
        if (!Alerts.TryGetValue(key, out var events))
        {
            Alerts[key] = events = [];
        }

        events.Add(seen.Json);
        return new(202, new JsonObject { ["status"] = "success", ["message"] = "Event processed", ["dedup_key"] = key });
    }
}
