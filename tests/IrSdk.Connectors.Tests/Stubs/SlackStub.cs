using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace IrSdk.Connectors.Tests;

/// <summary>One channel, as Slack's Web API serves it.</summary>
public sealed class SlackStub
{
    public const string Token = "xoxb-EXAMPLE-0123456789";
    public const string Channel = "C0123456789";

    private static readonly Schema Schema = new("slack-message");

    public SlackStub() => Server = new(Serve);

    public StubServer Server { get; }

    public List<JsonObject> Messages { get; } = [];

    public List<string> Wrong { get; } = [];

    private Answer Serve(Seen seen)
    {
        if (seen.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}")
        {
            return No("invalid_auth");
        }

        if (seen.Method == "POST" && Schema.Check(seen.Body) is { } wrong)
        {
            Wrong.Add(wrong);
            return No("invalid_blocks");
        }

        switch (seen.Path)
        {
            case "/api/chat.postMessage":
                var message = (JsonObject)seen.Json;
                if ((string?)message["channel"] != Channel)
                {
                    return No("channel_not_found");
                }

                message["ts"] = $"1764000000.{Messages.Count:000000}";
                Messages.Add(message);
                return new(200, new JsonObject { ["ok"] = true, ["channel"] = Channel, ["ts"] = message["ts"]!.DeepClone() });
            case "/api/chat.update":
                var at = Messages.FindIndex(one => (string?)one["ts"] == (string?)seen.Json["ts"]);
                if (at < 0)
                {
                    return No("message_not_found");
                }

                Messages[at] = (JsonObject)seen.Json;
                return new(200, new JsonObject { ["ok"] = true, ["channel"] = Channel, ["ts"] = seen.Json["ts"]!.DeepClone() });
            case "/api/conversations.history":
                var query = QueryHelpers.ParseQuery(seen.Query);
                if (query["include_all_metadata"] != "true" || query["channel"] != Channel)
                {
                    Wrong.Add("history");
                }

                // Two a page, so that the cursor is followed.
                var from = query.TryGetValue("cursor", out var cursor) ? int.Parse(cursor!) : 0;
                var page = Messages.AsEnumerable().Reverse().Skip(from).Take(2).Select(one => one.DeepClone());
                return new(200, new JsonObject
                {
                    ["ok"] = true,
                    ["messages"] = new JsonArray([.. page]),
                    ["response_metadata"] = new JsonObject { ["next_cursor"] = from + 2 < Messages.Count ? $"{from + 2}" : "" },
                });
            default:
                return No("unknown_method");
        }
    }

    private static Answer No(string error) => new(200, new JsonObject { ["ok"] = false, ["error"] = error });
}
