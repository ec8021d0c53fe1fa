using System.Collections.Immutable;
using IrSdk.Connectors;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Telling;

/// <summary>Connects whoever the settings say is told.</summary>
internal static class Receivers
{
    /// <exception cref="SettingsException">A receiver's settings cannot be used.</exception>
    public static void Add(IrSdkBuilder builder, TellSettings tell)
    {
        try
        {
            if (tell.PagerDuty is { } pagerDuty)
            {
                builder.AddPagerDuty(options =>
                {
                    options.RoutingKey = Secret("Tell:PagerDuty:RoutingKeyFile", pagerDuty.RoutingKeyFile);
                    options.BaseAddress = pagerDuty.Address ?? options.BaseAddress;
                });
            }

            AddTickets(builder, tell);
            if (tell.Slack is { } slack)
            {
                builder.AddSlack(options =>
                {
                    options.Token = Secret("Tell:Slack:TokenFile", slack.TokenFile);
                    options.Channels = slack.Channels.ToImmutableDictionary();
                    options.BaseAddress = slack.Address ?? options.BaseAddress;
                });
            }

            if (tell.Webhook is { } webhook)
            {
                builder.AddWebhook(options =>
                {
                    options.Address = webhook.Address;
                    options.Secret = Secret("Tell:Webhook:SecretFile", webhook.SecretFile);
                });
            }

            if (tell.Outbox is { } folder)
            {
                builder.Configure(provider => new NoticeOutbox(folder).AddTo(provider));
            }
        }
        catch (ArgumentException wrong)
        {
            throw new SettingsException([wrong.Message]);
        }
    }

    private static void AddTickets(IrSdkBuilder builder, TellSettings tell)
    {
        if (tell.GitHub is { } gitHub)
        {
            builder.AddGitHubIssues(options =>
            {
                options.Repository = gitHub.Repository;
                options.Token = Secret("Tell:GitHub:TokenFile", gitHub.TokenFile);
                options.BaseAddress = gitHub.Address ?? options.BaseAddress;
            });
        }

        if (tell.Jira is { } jira)
        {
            builder.AddJira(options =>
            {
                options.BaseAddress = jira.Address;
                options.Project = jira.Project;
                options.Email = jira.Email;
                options.Token = Secret("Tell:Jira:TokenFile", jira.TokenFile);
            });
        }
    }

    private static string Secret(string setting, string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new ArgumentException($"{setting} is '{file}', which cannot be read; write the secret into a file and name it.", wrong);
        }
    }
}
