using IrSdk.Runtime;

namespace IrSdk.Connectors.Tests;

public sealed class PagerDutyTests : IAsyncLifetime
{
    private readonly PagerDutyStub pagerDuty = new();

    public async ValueTask InitializeAsync() => await pagerDuty.Server.StartAsync();

    public ValueTask DisposeAsync() => pagerDuty.Server.DisposeAsync();

    [Fact]
    public async Task Page_LaterFactsAndTheEnd_AreOneAlertThatIsResolved()
    {
        using var connector = Connecting.To(pagerDuty);
        var told = new Told(connector.AddTo);

        await told.PageAsync(Told.Notice());
        await told.PageAsync(Told.Notice(fact: "later"));
        await told.PageAsync(Told.Notice(isOver: true));

        pagerDuty.Wrong.Should().BeEmpty();
        var events = pagerDuty.Alerts.Should().ContainSingle().Which.Value;
        events.Select(one => (string)one["event_action"]!).Should().Equal("trigger", "trigger", "resolve");
        ((string)events[0]["payload"]!["severity"]!).Should().Be("error");
        events[0]["payload"]!["custom_details"]!.AsObject().Select(detail => detail.Key).Should()
            .Equal("Waits for you", "Not done", "Alert", "Affected", "Done", "No longer holds", "Evidence", "Missing", "Will break", "Notes");
        events[0]["links"]!.AsArray().Select(link => (string)link!["href"]!).Should()
            .Equal("https://ir.example/incidents/inc-1/approve?plan=abc", "https://ir.example/incidents/inc-1", "https://tickets.example/7");
    }

    [Fact]
    public async Task Page_ServerFailsAndConnectionIsCut_IsTriedAgain()
    {
        using var connector = Connecting.To(pagerDuty);
        pagerDuty.Server.Next(_ => new(500)).Next(_ => new(0) { IsLost = true });

        await new Told(connector.AddTo).PageAsync(Told.Notice());

        pagerDuty.Alerts.Should().ContainSingle();
    }

    [Fact]
    public async Task Page_WrongRoutingKey_IsRefusedAndTheKeyIsInNoMessage()
    {
        var key = new string('x', 32);
        using var connector = Connecting.To(pagerDuty, options => options.RoutingKey = key);

        var refused = (await FluentActions.Awaiting(() => new Told(connector.AddTo).PageAsync(Told.Notice())).Should().ThrowAsync<ProviderException>()).Which;

        refused.IsTransient.Should().BeFalse();
        refused.ToString().Should().NotContain(key);
    }

    [Fact]
    public async Task Page_ARedirect_IsNotFollowed()
    {
        using var connector = Connecting.To(pagerDuty);
        pagerDuty.Server.Next(_ => new(307) { Headers = { ["Location"] = $"{pagerDuty.Server.Address}v2/enqueue" } });

        await FluentActions.Awaiting(() => new Told(connector.AddTo).PageAsync(Told.Notice())).Should().ThrowAsync<ProviderException>().WithMessage("*307*");

        pagerDuty.Alerts.Should().BeEmpty();
    }
}
