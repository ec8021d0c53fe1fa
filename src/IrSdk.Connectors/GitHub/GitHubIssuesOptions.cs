using System.Collections.Immutable;

namespace IrSdk.Connectors;

/// <summary>How tickets are opened as GitHub issues.</summary>
public sealed class GitHubIssuesOptions
{
    /// <summary>The repository, as <c>owner/name</c>. Issues hold an incident's facts: it should be private.</summary>
    public string Repository { get; set; } = "";

    /// <summary>A token that may read and write issues of that repository, and nothing else. A secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>Where the API is. Default: <c>https://api.github.com</c>; for GitHub Enterprise Server <c>https://HOST/api/v3</c>.</summary>
    public Uri BaseAddress { get; set; } = new("https://api.github.com");

    /// <summary>The label by which the connector finds its own issues again. Default: <c>incident-response</c>.</summary>
    public string Label { get; set; } = "incident-response";

    /// <summary>Further labels. Default: none.</summary>
    public ImmutableArray<string> Labels { get; set; } = [];

    /// <summary>The team's own words. Default: the built-in ones.</summary>
    public NoticeTemplate? Template { get; set; }

    /// <summary>How long one attempt may take. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The receiver's name in the journal. Default: <c>github</c>.</summary>
    public string Name { get; set; } = "github";
}
