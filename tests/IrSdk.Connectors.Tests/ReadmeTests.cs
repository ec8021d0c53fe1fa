using IrSdk.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace IrSdk.Connectors.Tests;

/// <summary>The snippet of the package's README compiles as it stands there, and does what it says.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_Snippet_AddsItsReceivers()
    {
        var services = new ServiceCollection();
        var secrets = new Dictionary<string, string>
        {
            ["pagerduty"] = PagerDutyStub.RoutingKey,
            ["slack"] = SlackStub.Token,
            ["github"] = GitHubStub.Token,
            ["webhook"] = new string('x', 32),
        };

        services.AddIrSdk()
            .AddPagerDuty(o => o.RoutingKey = secrets["pagerduty"])
            .AddSlack(o => { o.Token = secrets["slack"]; o.Channels = o.Channels.Add("incidents", "C0123456789"); })
            .AddGitHubIssues(o => { o.Repository = "acme/incidents"; o.Token = secrets["github"]; })
            .AddWebhook(o => { o.Address = new("https://hooks.example/ir"); o.Secret = secrets["webhook"]; })
            .AddProvider(_ => new Provider("p", null!));

        using var made = services.BuildServiceProvider();
        made.GetRequiredService<Provider>().Handled.Should().BeEquivalentTo([typeof(PageOnCall), typeof(OpenTicket), typeof(PostToChannel)]);
    }
}
