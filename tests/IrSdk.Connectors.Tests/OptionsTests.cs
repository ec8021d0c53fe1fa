using IrSdk.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace IrSdk.Connectors.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Options_SeveralMistakes_AreAllSaid()
    {
        FluentActions.Invoking(() => new GitHubIssues(new() { Repository = "acme", BaseAddress = new("http://github.example") })).Should().Throw<ArgumentException>().Which.Message.Should()
            .StartWith("GitHub Issues: Repository is not of the form owner/name; give one. Token is missing").And.Contain("BaseAddress is not an https address");
        FluentActions.Invoking(() => new PagerDuty(new() { RoutingKey = "short" })).Should().Throw<ArgumentException>().WithMessage("*32 characters*");
        FluentActions.Invoking(() => new Slack(new() { Token = "xoxb-EXAMPLE" })).Should().Throw<ArgumentException>().WithMessage("*Channels is empty*");
        FluentActions.Invoking(() => new Jira(new())).Should().Throw<ArgumentException>().WithMessage("*BaseAddress*Project*Email*Token*");
        FluentActions.Invoking(() => new Webhook(new() { Address = new("https://hooks.example"), Secret = "short" })).Should().Throw<ArgumentException>().WithMessage("*less than 32*");
        FluentActions.Invoking(() => new SlackWebhook(new())).Should().Throw<ArgumentException>().WithMessage("*Address*");
    }

    [Fact]
    public void Options_AMistake_StopsTheStartAndNamesNoSecret() =>
        FluentActions.Invoking(() => new ServiceCollection().AddIrSdk().AddPagerDuty(options => options.RoutingKey = "EXAMPLE-not-32"))
            .Should().Throw<ArgumentException>().Which.Message.Should().NotContain("EXAMPLE-not-32");

    [Fact]
    public void AddConnectors_TwoForOneAction_BothAreTold()
    {
        var services = new ServiceCollection();
        services.AddIrSdk(":memory:")
            .AddProvider(_ => new Provider("p", null!))
            .AddPagerDuty(options => options.RoutingKey = PagerDutyStub.RoutingKey)
            .AddGitHubIssues(options => (options.Repository, options.Token) = ("acme/incidents", GitHubStub.Token))
            .AddJira(options => (options.BaseAddress, options.Project, options.Email, options.Token) = (new("https://example.atlassian.net"), "SEC", JiraStub.Email, JiraStub.Token))
            .AddWebhook(options => (options.Address, options.Secret) = (new("https://hooks.example/ir"), new string('x', 32)));
        using var made = services.BuildServiceProvider();

        made.GetRequiredService<Provider>().Handled.Should().BeEquivalentTo([typeof(PageOnCall), typeof(OpenTicket), typeof(PostToChannel)]);
    }
}
