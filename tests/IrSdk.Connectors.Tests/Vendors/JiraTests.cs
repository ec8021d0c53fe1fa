using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

public sealed class JiraTests : IAsyncLifetime
{
    private readonly JiraStub jira = new();

    public async ValueTask InitializeAsync() => await jira.Server.StartAsync();

    public ValueTask DisposeAsync() => jira.Server.DisposeAsync();

    [Fact]
    public async Task Open_ThenALaterFact_IsOneIssueWithTheLaterText()
    {
        using var connector = Connecting.To(jira);
        var told = new Told(connector.AddTo);

        var first = await told.OpenAsync(Told.Notice());
        await told.OpenAsync(Told.Notice(fact: "Done: everything at last."));

        jira.Wrong.Should().BeEmpty();
        jira.Issues.Should().ContainSingle();
        jira.Issues[0]["fields"]!["description"]!.ToJsonString().Should().Contain("everything at last").And.Contain("https://ir.example/incidents/inc-1");
        first.Link.Should().Be(new Uri(jira.Server.Address, "browse/SEC-1").AbsoluteUri);
    }

    [Fact]
    public async Task Open_AnswerIsLost_OpensNoSecond()
    {
        using var connector = Connecting.To(jira);
        var told = new Told(connector.AddTo);
        var ticket = new OpenTicket(new Account(Told.Account));
        jira.Server.Next(_ => null).Next(_ => new(0) { IsLost = true });

        await FluentActions.Awaiting(() => told.TellAsync(ticket, Told.Notice(), "k")).Should().ThrowAsync<ProviderException>();
        (await told.LookAsync(ticket, Told.Notice(), "k")).State.Should().Be(ReconciledState.Done);
        await told.TellAsync(ticket, Told.Notice(), "k");

        jira.Issues.Should().ContainSingle();
    }
}
