using System.Text.Json.Nodes;

namespace IrSdk.Connectors.Tests;

/// <summary>The issues of one repository, as GitHub's REST API serves them.</summary>
public sealed class GitHubStub
{
    public const string Token = "github_pat_EXAMPLE0123456789";

    private static readonly Schema Schema = new("github-issue");

    public GitHubStub() => Server = new(Serve);

    public StubServer Server { get; }

    public List<JsonObject> Issues { get; } = [];

    public List<string> Wrong { get; } = [];

    private Answer Serve(Seen seen)
    {
        if (seen.Headers.GetValueOrDefault("Authorization") != $"Bearer {Token}")
        {
            return new(401, new JsonObject { ["message"] = "Bad credentials" });
        }

        if (!seen.Headers.ContainsKey("User-Agent") || seen.Headers.GetValueOrDefault("X-GitHub-Api-Version") != "2022-11-28" || !seen.Headers["Accept"].Contains("application/vnd.github+json", StringComparison.Ordinal))
        {
            Wrong.Add("headers");
        }

        if (seen.Method is "POST" or "PATCH" && Schema.Check(seen.Body) is { } wrong)
        {
            Wrong.Add(wrong);
            return new(422, new JsonObject { ["message"] = "Validation Failed" });
        }

        var path = seen.Path.TrimStart('/').Split('/');
        switch (seen.Method)
        {
            case "GET" when seen.Path == "/repos/acme/incidents/issues":
                var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(seen.Query);
                var (size, page) = (int.Parse(query["per_page"]!), int.Parse(query["page"]!));
                var listed = Issues.AsEnumerable().Reverse().Where(issue => issue["labels"]!.AsArray().Any(label => (string?)label!["name"] == query["labels"])).Skip(size * (page - 1)).Take(size);
                return new(200, new JsonArray([.. listed.Select(issue => issue.DeepClone())]));
            case "GET" when seen.Path == "/search/issues":
                var words = Uri.UnescapeDataString(seen.Query).Split('"')[1];
                return new(200, new JsonObject { ["items"] = new JsonArray([.. Issues.Where(issue => ((string)issue["body"]!).Contains(words, StringComparison.Ordinal)).Select(issue => issue.DeepClone())]) });
            case "POST" when seen.Path == "/repos/acme/incidents/issues":
                var made = (JsonObject)seen.Json;
                made["number"] = Issues.Count + 1;
                made["html_url"] = $"https://github.example/acme/incidents/issues/{Issues.Count + 1}";
                made["labels"] = new JsonArray([.. made["labels"]!.AsArray().Select(label => new JsonObject { ["name"] = (string)label! })]);
                Issues.Add(made);
                return new(201, made.DeepClone());
            case "PATCH" when path is ["repos", "acme", "incidents", "issues", var number]:
                var issue = Issues[int.Parse(number) - 1];
                (issue["title"], issue["body"]) = (seen.Json["title"]!.DeepClone(), seen.Json["body"]!.DeepClone());
                return new(200, issue.DeepClone());
            default:
                return new(404, new JsonObject { ["message"] = "Not Found" });
        }
    }
}
