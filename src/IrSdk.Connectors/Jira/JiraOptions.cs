using System.Collections.Immutable;

namespace IrSdk.Connectors;

/// <summary>How tickets are opened in Jira Cloud.</summary>
public sealed class JiraOptions
{
    /// <summary>The site, such as <c>https://example.atlassian.net</c>.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>The key of the project, such as <c>SEC</c>.</summary>
    public string Project { get; set; } = "";

    /// <summary>The issue type. Default: <c>Task</c>.</summary>
    public string IssueType { get; set; } = "Task";

    /// <summary>The user that the token is of.</summary>
    public string Email { get; set; } = "";

    /// <summary>An API token of that user, who may browse, create and edit issues of the project. A secret.</summary>
    public string Token { get; set; } = "";

    /// <summary>Labels beside the one by which the connector finds its own. Default: none.</summary>
    public ImmutableArray<string> Labels { get; set; } = [];

    /// <summary>The team's own words; each line of the body is a paragraph. Default: the built-in ones.</summary>
    public NoticeTemplate? Template { get; set; }

    /// <summary>How long one attempt may take. Default: 5 seconds.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The receiver's name in the journal. Default: <c>jira</c>.</summary>
    public string Name { get; set; } = "jira";
}
