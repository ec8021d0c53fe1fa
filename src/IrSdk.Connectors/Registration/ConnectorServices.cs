using IrSdk.Connectors;
using IrSdk.Runtime;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Adds who is told to a host's responder, beside whoever is told already. Options are checked here: a mistake stops the start.
/// </summary>
public static class ConnectorServices
{
    /// <summary>Opens tickets as GitHub issues.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public static IrSdkBuilder AddGitHubIssues(this IrSdkBuilder builder, Action<GitHubIssuesOptions> configure) =>
        Add(builder, configure, static (GitHubIssuesOptions options) => new GitHubIssues(options), static (connector, provider) => connector.AddTo(provider));

    /// <summary>Opens tickets in Jira Cloud.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public static IrSdkBuilder AddJira(this IrSdkBuilder builder, Action<JiraOptions> configure) =>
        Add(builder, configure, static (JiraOptions options) => new Jira(options), static (connector, provider) => connector.AddTo(provider));

    /// <summary>Pages on-call by PagerDuty.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public static IrSdkBuilder AddPagerDuty(this IrSdkBuilder builder, Action<PagerDutyOptions> configure) =>
        Add(builder, configure, static (PagerDutyOptions options) => new PagerDuty(options), static (connector, provider) => connector.AddTo(provider));

    /// <summary>Posts messages by a Slack app.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public static IrSdkBuilder AddSlack(this IrSdkBuilder builder, Action<SlackOptions> configure) =>
        Add(builder, configure, static (SlackOptions options) => new Slack(options), static (connector, provider) => connector.AddTo(provider));

    /// <summary>Posts messages by an incoming webhook of Slack.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public static IrSdkBuilder AddSlackWebhook(this IrSdkBuilder builder, Action<SlackWebhookOptions> configure) =>
        Add(builder, configure, static (SlackWebhookOptions options) => new SlackWebhook(options), static (connector, provider) => connector.AddTo(provider));

    /// <summary>Posts notices to a service of one's own.</summary>
    /// <exception cref="ArgumentException">An option is missing or wrong; the message has a sentence for each.</exception>
    public static IrSdkBuilder AddWebhook(this IrSdkBuilder builder, Action<WebhookOptions> configure) =>
        Add(builder, configure, static (WebhookOptions options) => new Webhook(options), static (connector, provider) => connector.AddTo(provider));

    /// <summary>The connector is made now, so that a mistake stops the start, and lives as long as the host.</summary>
    private static IrSdkBuilder Add<TOptions, TConnector>(
        IrSdkBuilder builder, Action<TOptions> configure, Func<TOptions, TConnector> make, Action<TConnector, Provider> addTo)
        where TOptions : new()
        where TConnector : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new TOptions();
        configure(options);
        var connector = make(options);
        builder.Services.AddSingleton(_ => connector);
        return builder.Configure(provider => addTo(connector, provider));
    }
}
