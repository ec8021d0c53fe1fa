using Microsoft.Playwright;

namespace IrSdk.Host.Tests.Browser;

/// <summary>What holds of every page: usable by everybody, on a phone, in the dark, and without scripts.</summary>
public sealed class EveryPageTests(Chromium chromium, EveryPageTests.Filled filled) : IClassFixture<Chromium>, IClassFixture<EveryPageTests.Filled>
{
    private static readonly string[] Paths = ["/", "/alerts", "/playbooks", "/drills", "/readiness", "/nowhere"];

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Page_WithData_IsAccessibleAndFits(ColorScheme scheme, int width) => await LookAsync(await filled.StartedAsync(), scheme, width, "data", [.. Paths, $"/incidents/{filled.Contained}", $"/incidents/{filled.Waiting}"]);

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Page_WithoutData_IsAccessibleAndFits(ColorScheme scheme) => await LookAsync(await filled.EmptyAsync(), scheme, 390, "empty", Paths);

    [Fact]
    public async Task Page_WithoutScripts_IsReadAndDecidedOn()
    {
        var host = await filled.StartedAsync();
        await using var window = await chromium.OpenAsync(host, scripts: false);
        await window.GoAsync("/");
        await Assertions.Expect(window.Page.Locator("body")).ToContainTextAsync("load it again to see what changed");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Access key 2 used from afar" }).First.ClickAsync();
        await window.SeesAsync("Waits for you");
        await window.SeesAsync("sim://vault/");
        await window.KeepAsync("without-scripts");
        await window.GoAsync("/alerts");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Respond" }).First.ClickAsync();
        window.Page.Url.Should().Contain("/incidents/");
    }

    [Fact]
    public async Task Keyboard_OnTheFirstPage_ReachesTheContentFirstAndShowsWhereItIs()
    {
        await using var window = await chromium.OpenAsync(await filled.StartedAsync());
        await window.GoAsync("/playbooks");
        await window.Page.Keyboard.PressAsync("Tab");
        (await window.Page.EvaluateAsync<string>("document.activeElement.textContent")).Should().Be("To the content");
        (await window.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle")).Should().Be("solid");
        await window.Page.Keyboard.PressAsync("Enter");
        window.Page.Url.Should().EndWith("#main");
    }

    [Fact]
    public async Task Motion_WhenNotWanted_IsNotMade()
    {
        await using var window = await chromium.OpenAsync(await filled.StartedAsync());
        await window.Page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await window.GoAsync($"/incidents/{filled.Contained}");
        (await window.Page.EvaluateAsync<int>("document.getAnimations().length")).Should().Be(0);
    }

    [Fact]
    public async Task Incident_Printed_ShowsTheRecordAndNoForms()
    {
        await using var window = await chromium.OpenAsync(await filled.StartedAsync());
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await window.GoAsync($"/incidents/{filled.Contained}");
        (await window.Page.Locator("form:visible").CountAsync()).Should().Be(0);
        (await window.Page.Locator("#journal table").IsVisibleAsync()).Should().BeTrue();
        await window.KeepAsync("printed");
    }

    private async Task LookAsync(HostProcess host, ColorScheme scheme, int width, string name, string[] paths)
    {
        await using var window = await chromium.OpenAsync(host, scheme, width);
        foreach (var (path, number) in paths.Select((path, number) => (path, number)))
        {
            // A page that is not there is a page too; the browser notes its status, and that is all.
            await (path == "/nowhere" ? window.LookForAsync(path) : window.GoAsync(path));
            await window.KeepAsync(FormattableString.Invariant($"{name}-{number}{path.Split('/')[1]}-{width}-{scheme}").ToLowerInvariant());
            await window.ShouldFitAsync();
            await window.ShouldBeAccessibleAsync();
        }
    }

    /// <summary>A host with an incident of each sort, and one with none.</summary>
    public sealed class Filled : IDisposable
    {
        private readonly PlaybookRepository repository = new();
        private HostProcess? full;
        private HostProcess? empty;

        public string Contained { get; private set; } = "";

        public string Waiting { get; private set; } = "";

        internal async Task<HostProcess> EmptyAsync()
        {
            if (empty is null)
            {
                empty = new(repository);
                await empty.StartAsync();
            }

            return empty;
        }

        internal async Task<HostProcess> StartedAsync()
        {
            if (full is not null)
            {
                return full;
            }

            full = new(repository, "--IrSdk:Latency=3", "--IrSdk:Guards=guards.json");

            // Confirmed by confidence, or by a human.
            full.Write("guards.json", """{ "consent": "containConfirmed", "confirmedFrom": 90 }""");
            await full.StartAsync();
            await full.SignInAsync();
            Contained = await SendAsync(full, await File.ReadAllTextAsync(PlaybookRepository.Recording("credential-compromise", "fourteen-roles")));
            Waiting = await SendAsync(full, TestAlerts.OfKey(2, confidence: 60));
            (await full.SendAsync(TestAlerts.OfKey(3, confidence: 10))).Dispose();
            await full.UntilIncidentAsync(Contained, one => one.TryGetProperty("containedAt", out _), "the incident should be contained");
            await full.UntilIncidentAsync(Waiting, one => one.GetProperty("stage").GetString() == "waiting", "the incident should wait");
            return full;
        }

        public void Dispose()
        {
            full?.Dispose();
            empty?.Dispose();
            repository.Dispose();
        }

        private static async Task<string> SendAsync(HostProcess host, string alert) => (await Alerts.AlertTests.TakenAsync(await host.SendAsync(alert))).GetProperty("incident").GetString()!;
    }
}
