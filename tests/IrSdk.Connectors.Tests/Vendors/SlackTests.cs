using System.Text.Json.Nodes;
using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

public sealed class SlackTests : IAsyncLifetime
{
    private readonly SlackStub slack = new();

    public async ValueTask InitializeAsync() => await slack.Server.StartAsync();

    public ValueTask DisposeAsync() => slack.Server.DisposeAsync();

    [Fact]
    public async Task Post_ThenALaterFact_IsOneMessageAndFoundBehindOthers()
    {
        using var connector = Connecting.To(slack);
        var told = new Told(connector.AddTo);
        await told.PostAsync(Told.Notice());
        for (var more = 0; more < 5; more++)
        {
            slack.Messages.Add(new() { ["ts"] = $"1764000009.{more:000000}", ["text"] = "people talk" });
        }

        await told.PostAsync(Told.Notice(fact: "Done: everything at last."));

        slack.Wrong.Should().BeEmpty();
        slack.Messages.Should().HaveCount(6);
        slack.Messages[0]["blocks"]!.ToJsonString().Should().Contain("everything at last").And.Contain("https://ir.example/incidents/inc-1");
    }

    [Fact]
    public async Task Post_AnswerIsLost_PostsNoSecond()
    {
        using var connector = Connecting.To(slack);
        var told = new Told(connector.AddTo);
        var post = new PostToChannel(new Account(Told.Account), "incidents");
        slack.Server.Next(_ => null).Next(_ => new(0) { IsLost = true });

        await FluentActions.Awaiting(() => told.TellAsync(post, Told.Notice(), "k")).Should().ThrowAsync<ProviderException>();
        (await told.LookAsync(post, Told.Notice(), "k")).State.Should().Be(ReconciledState.Done);
        await told.TellAsync(post, Told.Notice(), "k2");

        slack.Messages.Should().ContainSingle();
    }

    [Theory]
    [InlineData("invalid_auth", false)]
    [InlineData("not_in_channel", false)]
    [InlineData("internal_error", true)]
    public async Task Post_SlackSaysNoWith200_IsAFailure(string error, bool isTransient)
    {
        using var connector = Connecting.To(slack);
        slack.Server.Outage = _ => new(200, new JsonObject { ["ok"] = false, ["error"] = error });

        var failed = (await FluentActions.Awaiting(() => new Told(connector.AddTo).PostAsync(Told.Notice())).Should().ThrowAsync<ProviderException>()).Which;

        failed.IsTransient.Should().Be(isTransient);
        failed.Message.Should().Contain(error);
        failed.ToString().Should().NotContain(SlackStub.Token);
    }

    [Fact]
    public async Task Post_ToAChannelWithoutAnId_SaysWhatToDo()
    {
        using var connector = Connecting.To(slack);

        await FluentActions.Awaiting(() => new Told(connector.AddTo).PostAsync(Told.Notice(), "elsewhere")).Should().ThrowAsync<ProviderException>()
            .WithMessage("Slack has no id for the channel 'elsewhere'; add it to the connector's Channels.");
    }

    [Fact]
    public async Task Post_ByAnIncomingWebhook_IsAMessageOfTheSameForm()
    {
        using var connector = new SlackWebhook(new() { Address = new(slack.Server.Address, "services/T0/B0/EXAMPLE") });
        slack.Server.Outage = _ => new(200);

        await new Told(connector.AddTo).PostAsync(Told.Notice());

        new Schema("slack-message").Check(slack.Server.Requests.Single().Body).Should().BeNull();
        slack.Server.Requests.Single().Path.Should().Be("/services/T0/B0/EXAMPLE");
    }
}
