namespace IrSdk.Host.Settings;

/// <summary>Who is told, beside the page of the host itself. Secrets are in files that this host alone may read.</summary>
public sealed class TellSettings
{
    /// <summary>Pages by PagerDuty. Null: none.</summary>
    public PagerDutySettings? PagerDuty { get; set; }

    /// <summary>Tickets as GitHub issues. Null: none.</summary>
    public GitHubSettings? GitHub { get; set; }

    /// <summary>Tickets in Jira Cloud. Null: none.</summary>
    public JiraSettings? Jira { get; set; }

    /// <summary>Messages by a Slack app. Null: none.</summary>
    public SlackSettings? Slack { get; set; }

    /// <summary>Notices to a service of one's own. Null: none.</summary>
    public WebhookSettings? Webhook { get; set; }

    /// <summary>A folder that every ticket, page and message is written to. Null: with provider <c>aws</c> the folder <c>outbox</c> of the data, else none.</summary>
    public string? Outbox { get; set; }

    /// <summary>How long a receiver that does not answer is tried again. Default: a day.</summary>
    public TimeSpan TryFor { get; set; } = TimeSpan.FromDays(1);

    internal void Root(string folder)
    {
        Outbox = Outbox is null ? null : Path.GetFullPath(Outbox, folder);
        _ = PagerDuty is { } pagerDuty ? pagerDuty.RoutingKeyFile = Path.GetFullPath(pagerDuty.RoutingKeyFile, folder) : null;
        _ = GitHub is { } gitHub ? gitHub.TokenFile = Path.GetFullPath(gitHub.TokenFile, folder) : null;
        _ = Jira is { } jira ? jira.TokenFile = Path.GetFullPath(jira.TokenFile, folder) : null;
        _ = Slack is { } slack ? slack.TokenFile = Path.GetFullPath(slack.TokenFile, folder) : null;
        _ = Webhook is { } webhook ? webhook.SecretFile = Path.GetFullPath(webhook.SecretFile, folder) : null;
    }
}

/// <summary>Pages by PagerDuty.</summary>
public sealed class PagerDutySettings
{
    /// <summary>The file of the integration key of an Events API v2 integration.</summary>
    public string RoutingKeyFile { get; set; } = "";

    /// <summary>Where events go. Default: <c>https://events.pagerduty.com</c>.</summary>
    public Uri? Address { get; set; }
}

/// <summary>Tickets as GitHub issues.</summary>
public sealed class GitHubSettings
{
    /// <summary>The repository, as <c>owner/name</c>; it should be private.</summary>
    public string Repository { get; set; } = "";

    /// <summary>The file of a token that may read and write issues of that repository.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>Where the API is. Default: <c>https://api.github.com</c>.</summary>
    public Uri? Address { get; set; }
}

/// <summary>Tickets in Jira Cloud.</summary>
public sealed class JiraSettings
{
    /// <summary>The site, such as <c>https://example.atlassian.net</c>.</summary>
    public Uri? Address { get; set; }

    /// <summary>The key of the project.</summary>
    public string Project { get; set; } = "";

    /// <summary>The user that the token is of.</summary>
    public string Email { get; set; } = "";

    /// <summary>The file of an API token of that user.</summary>
    public string TokenFile { get; set; } = "";
}

/// <summary>Messages by a Slack app.</summary>
public sealed class SlackSettings
{
    /// <summary>The file of the app's bot token.</summary>
    public string TokenFile { get; set; } = "";

    /// <summary>The channels that playbooks name, each with Slack's own id of it.</summary>
    public Dictionary<string, string> Channels { get; } = [];

    /// <summary>Where the API is. Default: <c>https://slack.com/api</c>.</summary>
    public Uri? Address { get; set; }
}

/// <summary>Notices to a service of one's own.</summary>
public sealed class WebhookSettings
{
    /// <summary>Where notices are posted.</summary>
    public Uri? Address { get; set; }

    /// <summary>The file of the secret that signs them: at least 32 characters.</summary>
    public string SecretFile { get; set; } = "";
}
