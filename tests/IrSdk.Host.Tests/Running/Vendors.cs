using IrSdk.Connectors.Tests;

namespace IrSdk.Host.Tests;

/// <summary>Everybody whom the host can tell, as stubs that check what they are sent.</summary>
internal sealed class Vendors : IAsyncDisposable
{
    public Vendors() => Webhook = new(seen =>
    {
        Posted.Add(seen.Body);
        return new(204);
    });

    public GitHubStub GitHub { get; } = new();

    public JiraStub Jira { get; } = new();

    public PagerDutyStub PagerDuty { get; } = new();

    public SlackStub Slack { get; } = new();

    public StubServer Webhook { get; }

    /// <summary>What the webhook took.</summary>
    public List<string> Posted { get; } = [];

    public IReadOnlyList<StubServer> Servers => [GitHub.Server, Jira.Server, PagerDuty.Server, Slack.Server, Webhook];

    public IEnumerable<string> Wrong => [.. GitHub.Wrong, .. Jira.Wrong, .. PagerDuty.Wrong, .. Slack.Wrong];

    public Task StartAsync() => Task.WhenAll(Servers.Select(server => server.StartAsync()));

    /// <summary>Adds a playbook that tells all of them, and the settings by which the host finds them.</summary>
    public string[] Settings() =>
    [
        $"--IrSdk:Tell:GitHub:Address={GitHub.Server.Address}", "--IrSdk:Tell:GitHub:Repository=acme/incidents", "--IrSdk:Tell:GitHub:TokenFile=github.token",
        $"--IrSdk:Tell:Jira:Address={Jira.Server.Address}", "--IrSdk:Tell:Jira:Project=SEC", $"--IrSdk:Tell:Jira:Email={JiraStub.Email}", "--IrSdk:Tell:Jira:TokenFile=jira.token",
        $"--IrSdk:Tell:PagerDuty:Address={PagerDuty.Server.Address}", "--IrSdk:Tell:PagerDuty:RoutingKeyFile=pagerduty.key",
        $"--IrSdk:Tell:Slack:Address={new Uri(Slack.Server.Address, "api")}", "--IrSdk:Tell:Slack:TokenFile=slack.token", $"--IrSdk:Tell:Slack:Channels:incidents={SlackStub.Channel}",
        $"--IrSdk:Tell:Webhook:Address={Webhook.Address}", "--IrSdk:Tell:Webhook:SecretFile=webhook.secret",
    ];

    public static void WriteSecrets(HostProcess host)
    {
        host.Write("github.token", GitHubStub.Token);
        host.Write("jira.token", JiraStub.Token);
        host.Write("pagerduty.key", PagerDutyStub.RoutingKey);
        host.Write("slack.token", SlackStub.Token);
        host.Write("webhook.secret", new string('x', 32));
    }

    /// <summary>The four playbooks, each posting to a channel as well.</summary>
    public static async Task PostToChannelAsync(PlaybookRepository repository)
    {
        foreach (var script in Directory.EnumerateFiles(Path.Combine(repository.Folder, "playbooks"), "*.csx", SearchOption.AllDirectories))
        {
            var text = await File.ReadAllTextAsync(script);
            await File.WriteAllTextAsync(script, text.Replace(".Then.PageOnCall()", ".And.Post(\"incidents\").Then.PageOnCall()", StringComparison.Ordinal));
        }

        repository.Commit("post to the channel");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in Servers)
        {
            await server.DisposeAsync();
        }
    }
}
