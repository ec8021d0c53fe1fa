using Microsoft.Playwright;

namespace IrSdk.Host.Tests.Browser;

/// <summary>What a responder sees and does, from the alert's arrival on.</summary>
public sealed class WatchedResponseTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Response_WhileOneWatches_FillsInUntilItIsContained()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=30");
        await host.StartAsync();
        await using var window = await chromium.OpenAsync(host);
        await window.SeesAsync("No incident yet");
        await window.SeesAsync("send playbooks/credential-compromise/recordings/fourteen-roles.alert.json");
        await window.KeepAsync("empty");
        await window.MarkAsync();

        (await host.SendAsync(await File.ReadAllTextAsync(PlaybookRepository.Recording("credential-compromise", "fourteen-roles")))).Dispose();
        await window.SeesAsync("Access key of deploy-bot assumed 14 roles");
        (await window.IsMarkedAsync()).Should().BeTrue("the list is shown anew without being loaded");

        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Access key of deploy-bot" }).ClickAsync();
        await Assertions.Expect(window.Page.Locator("svg.plan g")).Not.ToHaveCountAsync(0, new() { Timeout = 60_000 });
        await window.MarkAsync();
        await window.KeepAsync("under-way");
        await Assertions.Expect(window.Page.Locator(".standing .big")).ToContainTextAsync("Contained in", new() { Timeout = 60_000 });
        (await window.IsMarkedAsync()).Should().BeTrue("the picture fills in without being loaded");

        await Assertions.Expect(window.Page.Locator("svg.plan g.s-secured")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.Locator("svg.plan g.s-done")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(window.Page.Locator("#evidence tbody tr")).ToHaveCountAsync(6);
        await Assertions.Expect(window.Page.Locator("#evidence")).ToContainTextAsync("sim://vault/");
        await Assertions.Expect(window.Page.Locator("#timeline .row")).Not.ToHaveCountAsync(0);
        await window.SeesAsync("billing-batch uses this key");

        await window.Page.Locator("#verify").ClickAsync();
        await window.SeesAsync("✓ Verified.");
        await window.KeepAsync("contained");
    }

    [Fact]
    public async Task Approval_GivenByKeyboardAlone_ContainsAndUndoTakesItBack()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=5", "--IrSdk:Guards=guards.json");
        host.Write("guards.json", """{ "consent": "approve" }""");
        await host.StartAsync();
        await using var window = await chromium.OpenAsync(host);
        await window.GoAsync("/");
        (await host.SendAsync(TestAlerts.OfKey(1))).Dispose();
        await Assertions.Expect(window.Page.Locator("h1")).ToHaveTextAsync("1 incident waits for you", new() { Timeout = 60_000 });
        await window.KeepAsync("waiting-list");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Access key 1 used from afar" }).ClickAsync();

        await Assertions.Expect(window.Page.Locator("#approve")).ToContainTextAsync("stands in the journal under your name");
        await Assertions.Expect(window.Page.Locator("svg.plan g.s-held")).Not.ToHaveCountAsync(0);
        await window.KeepAsync("waiting");
        await PressUntilAsync(window.Page, "approve-button");
        await window.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(window.Page.Locator(".standing .big")).ToContainTextAsync("Contained in", new() { Timeout = 60_000 });
        await Assertions.Expect(window.Page.Locator("#decide")).ToContainTextAsync("local approved plan");

        await window.Page.Locator("#undo > summary").ClickAsync();
        await Assertions.Expect(window.Page.Locator("#undo")).ToContainTextAsync("whoever holds it can use it again");
        await window.KeepAsync("undo-asked");
        await window.Page.Locator("#undo-button").ClickAsync();
        await Assertions.Expect(window.Page.Locator(".standing .big")).ToHaveTextAsync("Taken back", new() { Timeout = 60_000 });
        await window.KeepAsync("undone");
    }

    [Fact]
    public async Task Verdict_HalfWrittenWhileThePageChanges_StaysAsItWasWritten()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=5");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await Alerts.AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("containedAt", out _), "the incident should be contained");
        await using var window = await chromium.OpenAsync(host);
        await window.GoAsync($"/incidents/{incident}");
        await window.Page.Locator("#verdict > summary").ClickAsync();
        await window.Page.GetByLabel("Why").First.FillAsync("the owner says so");
        await window.Page.GetByRole(AriaRole.Radio, new() { Name = "Closed" }).CheckAsync();

        (await host.SendAsync(TestAlerts.OfKey(1, id: "another-sighting"))).Dispose();
        await window.SeesAsync("another-sighting");
        (await window.Page.GetByLabel("Why").First.InputValueAsync()).Should().Be("the owner says so");
        (await window.Page.GetByRole(AriaRole.Radio, new() { Name = "Closed" }).IsCheckedAsync()).Should().BeTrue();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Give verdict" }).ClickAsync();
        await window.SeesAsync("gave the verdict: Closed");
    }

    [Fact]
    public async Task Freeze_FromThePage_HoldsContainmentUntilThawed()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=5");
        await host.StartAsync();
        await using var window = await chromium.OpenAsync(host);
        await window.GoAsync("/");
        await window.Page.Locator("#freeze > summary").ClickAsync();
        await window.Page.Locator("#freeze-form input[name=because]").FillAsync("a change is rolled out");
        await window.Page.Locator("#freeze-form button").ClickAsync();
        await window.SeesAsync("Every containment is frozen");
        await window.SeesAsync("a change is rolled out");
        await window.KeepAsync("frozen");

        await window.Page.Locator("#thaw input[name=because]").FillAsync("it is over");
        await window.Page.Locator("#thaw button").ClickAsync();
        await Assertions.Expect(window.Page.Locator("main")).Not.ToContainTextAsync("Every containment is frozen");
    }

    private static async Task PressUntilAsync(IPage page, string id)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>("document.activeElement?.id ?? null") == id)
            {
                return;
            }
        }

        Assert.Fail($"60 presses of Tab do not reach {id}.");
    }
}
