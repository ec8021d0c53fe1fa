using System.Collections.Immutable;
using IrSdk.Connectors;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Telling;

/// <summary>Connects whoever the settings say is told.</summary>
internal static class Receivers
{
    /// <exception cref="SettingsException">Receivers' settings cannot be used; each mistake is a sentence.</exception>
    public static void Add(IrSdkBuilder builder, TellSettings tell)
    {
        var mistakes = new List<string>();
        Try(tell.PagerDuty, pagerDuty => builder.AddPagerDuty(options =>
        {
            options.RoutingKey = Secret("Tell:PagerDuty:RoutingKeyFile", pagerDuty.RoutingKeyFile);
            options.BaseAddress = pagerDuty.Address ?? options.BaseAddress;
        }));
        Try(tell.GitHub, gitHub => builder.AddGitHubIssues(options =>
        {
            options.Repository = gitHub.Repository;
            options.Token = Secret("Tell:GitHub:TokenFile", gitHub.TokenFile);
            options.BaseAddress = gitHub.Address ?? options.BaseAddress;
        }));
        Try(tell.Jira, jira => builder.AddJira(options =>
        {
            options.BaseAddress = jira.Address;
            options.Project = jira.Project;
            options.Email = jira.Email;
            options.Token = Secret("Tell:Jira:TokenFile", jira.TokenFile);
        }));
        Try(tell.Slack, slack => builder.AddSlack(options =>
        {
            options.Token = Secret("Tell:Slack:TokenFile", slack.TokenFile);
            options.Channels = slack.Channels.ToImmutableDictionary();
            options.BaseAddress = slack.Address ?? options.BaseAddress;
        }));
        Try(tell.Webhook, webhook => builder.AddWebhook(options =>
        {
            options.Address = webhook.Address;
            options.Secret = Secret("Tell:Webhook:SecretFile", webhook.SecretFile);
        }));
        Try(tell.Outbox, folder => builder.Configure(provider => new NoticeOutbox(folder).AddTo(provider)));
        if (mistakes.Count > 0)
        {
            throw new SettingsException([.. mistakes]);
        }

        void Try<T>(T? settings, Action<T> add)
            where T : class
        {
            try
            {
                if (settings is not null)
                {
                    add(settings);
                }
            }
            catch (ArgumentException wrong)
            {
                mistakes.Add(wrong.Message);
            }
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
