using System.Text;
using System.Text.Json.Nodes;

namespace IrSdk.Connectors.Tests;

/// <summary>One project, as Jira Cloud's REST API v3 serves it.</summary>
public sealed class JiraStub
{
    public const string Email = "responder@example.com";
    public const string Token = "ATATT-EXAMPLE-0123456789";

    private static readonly Schema Schema = new("jira-issue");

    public JiraStub() => Server = new(Serve);

    public StubServer Server { get; }

    public List<JsonObject> Issues { get; } = [];

    public List<string> Wrong { get; } = [];

    private Answer Serve(Seen seen)
    {
        if (seen.Headers.GetValueOrDefault("Authorization") != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Email}:{Token}"))}")
        {
            return new(401);
        }

        if (seen.Path == "/rest/api/3/search/jql")
        {
            var label = ((string)seen.Json["jql"]!).Split("labels = \"")[1].Split('"')[0];
            var found = Issues.Where(issue => issue["fields"]!["labels"]!.AsArray().Any(one => (string?)one == label));
            return new(200, new JsonObject
            {
                ["issues"] = new JsonArray([.. found.Select(issue => new JsonObject
                {
                    ["key"] = issue["key"]!.DeepClone(),
                    ["properties"] = new JsonObject(issue["properties"]!.AsArray().Select(property => KeyValuePair.Create((string)property!["key"]!, property["value"]?.DeepClone()))),
                })]),
            });
        }

        if (Schema.Check(seen.Body) is { } wrong)
        {
            Wrong.Add(wrong);
            return new(400, new JsonObject { ["errorMessages"] = new JsonArray(wrong) });
        }

        if (seen is { Method: "POST", Path: "/rest/api/3/issue" })
        {
            var made = (JsonObject)seen.Json;
            made["key"] = $"SEC-{Issues.Count + 1}";
            Issues.Add(made);
            return new(201, new JsonObject { ["id"] = "10001", ["key"] = made["key"]!.DeepClone() });
        }

        var edited = Issues.Find(issue => seen.Path == $"/rest/api/3/issue/{issue["key"]}");
        if (edited is null || seen.Method != "PUT")
        {
            return new(404);
        }

        edited["fields"]!["summary"] = seen.Json["fields"]!["summary"]!.DeepClone();
        edited["fields"]!["description"] = seen.Json["fields"]!["description"]!.DeepClone();
        edited["properties"] = seen.Json["properties"]!.DeepClone();
        return new(204);
    }
}
