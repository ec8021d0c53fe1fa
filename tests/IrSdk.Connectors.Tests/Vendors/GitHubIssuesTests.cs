using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

public sealed class GitHubIssuesTests : IAsyncLifetime
{
    private readonly GitHubStub github = new();

    private static OpenTicket Ticket { get; } = new(new Account(Told.Account));

    public async ValueTask InitializeAsync() => await github.Server.StartAsync();

    public ValueTask DisposeAsync() => github.Server.DisposeAsync();

    [Fact]
    public async Task Open_ThenALaterFact_IsOneIssueWithTheLaterText()
    {
        using var connector = Connecting.To(github, options => options.Labels = ["sec"]);
        var told = new Told(connector.AddTo);

        var first = await told.OpenAsync(Told.Notice());
        var second = await told.OpenAsync(Told.Notice(fact: "Done: everything at last."));

        github.Wrong.Should().BeEmpty();
        github.Issues.Should().ContainSingle();
        ((string)github.Issues[0]["body"]!).Should().Contain("everything at last").And.Contain("[Watch the incident](<https://ir.example/incidents/inc-1>)").And.Contain("AKIAIOSFODNN7EXAMPLE");
        github.Issues[0]["labels"]!.AsArray().Select(label => (string)label!["name"]!).Should().BeEquivalentTo("sec", "incident-response");
        (first.Reference, second.Reference, first.Link).Should().Be(("#1", "#1", "https://github.example/acme/incidents/issues/1"));
    }

    [Fact]
    public async Task Open_AnswerIsLost_FindsItsOwnAndOpensNoSecond()
    {
        using var connector = Connecting.To(github);
        var told = new Told(connector.AddTo);
        github.Server.Next(_ => null).Next(_ => new(0) { IsLost = true });

        (await FluentActions.Awaiting(() => told.TellAsync(Ticket, Told.Notice(), "k")).Should().ThrowAsync<ProviderException>()).Which.IsTransient.Should().BeTrue();
        var look = await told.LookAsync(Ticket, Told.Notice(), "k");
        await told.TellAsync(Ticket, Told.Notice(), "k");

        look.State.Should().Be(ReconciledState.Done);
        look.Result!.Reference.Should().Be("#1");
        github.Issues.Should().ContainSingle();
    }

    [Fact]
    public async Task Open_MoreThan300NewerIssues_FindsItsOwnBySearch()
    {
        using var connector = Connecting.To(github);
        var told = new Told(connector.AddTo);
        await told.OpenAsync(Told.Notice());
        for (var more = 0; more < 310; more++)
        {
            await told.OpenAsync(Told.Notice() with { DeduplicationKey = $"inc-{more}/other" });
            if (github.Issues.Count == 2)
            {
                // The rest is made by hand: finding each costs four requests.
                for (; more < 310; more++)
                {
                    var copy = (System.Text.Json.Nodes.JsonObject)github.Issues[1].DeepClone();
                    (copy["number"], copy["body"]) = (github.Issues.Count + 1, $"<!-- irsdk {more:x20} -->");
                    github.Issues.Add(copy);
                }
            }
        }

        var again = await told.OpenAsync(Told.Notice(fact: "later"));

        again.Reference.Should().Be("#1");
        github.Server.Requests.Should().Contain(request => request.Path == "/search/issues");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(403)]
    public async Task Open_AskedTooOften_WaitsAsToldAndOpensOne(int status)
    {
        using var connector = Connecting.To(github);
        github.Server.Next(_ => null).Next(_ => Answer.Limited(1, status));

        await new Told(connector.AddTo).OpenAsync(Told.Notice());

        github.Issues.Should().ContainSingle();
    }

    [Fact]
    public async Task Open_AskedNotToCallForLong_IsNotCalledAgainInThatTime()
    {
        using var connector = Connecting.To(github);
        var told = new Told(connector.AddTo);
        github.Server.Next(_ => Answer.Limited(600));

        await FluentActions.Awaiting(() => told.OpenAsync(Told.Notice())).Should().ThrowAsync<ProviderException>().WithMessage("*too often*");
        (await FluentActions.Awaiting(() => told.OpenAsync(Told.Notice())).Should().ThrowAsync<ProviderException>().WithMessage("*not to be called before*")).Which.IsTransient.Should().BeTrue();

        github.Server.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Open_WrongToken_IsRefusedForGoodAndTheTokenIsInNoMessage()
    {
        using var connector = Connecting.To(github, options => options.Token = "github_pat_wrong");

        var refused = (await FluentActions.Awaiting(() => new Told(connector.AddTo).OpenAsync(Told.Notice())).Should().ThrowAsync<ProviderException>()).Which;

        refused.IsTransient.Should().BeFalse();
        refused.Message.Should().StartWith("GitHub refused the notice (401: Bad credentials)");
        refused.ToString().Should().NotContain("github_pat_wrong");
    }

    [Fact]
    public async Task Open_AnotherIssueThatNamesTheMarkInItsText_IsNotTakenForItsOwn()
    {
        using var connector = Connecting.To(github);
        var told = new Told(connector.AddTo);
        await told.OpenAsync(Told.Notice());
        var mark = ((string)github.Issues[0]["body"]!).Split('\n')[0];
        github.Issues[0]["body"] = $"copied: {mark}";

        (await told.OpenAsync(Told.Notice())).Reference.Should().Be("#2");
    }
}
