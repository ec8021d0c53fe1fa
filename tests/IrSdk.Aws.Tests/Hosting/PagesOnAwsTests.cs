using System.Text.Json;
using IrSdk.Host.Tests;
using IrSdk.Host.Tests.Browser;
using Microsoft.Playwright;

namespace IrSdk.Aws.Tests.Hosting;

/// <summary>What only a real account's pages show: gaps for want of agents, locked evidence, and what the account lacks.</summary>
public sealed class PagesOnAwsTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Pages_OfAContainedIncidentAndOfReadiness_ShowGapsLocksAndWhatToDo()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var finding = HostOnAwsTests.GuardDutyFinding(live.Stage(HostOnAwsTests.Playbook, "fourteen-roles"));
        using var repository = new PlaybookRepository();
        using var host = HostOnAwsTests.Start(repository, live);
        await host.StartAsync();
        await host.SignInAsync();
        using var answer = await host.SendAsync(finding);
        var incident = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("alerts")[0].GetProperty("incident").GetString()!;
        await HostOnAwsTests.ContainedAsync(host, incident);
        var gaps = (await host.GetAsync($"/api/incidents/{incident}")).GetProperty("report").GetProperty("gaps");
        gaps.GetArrayLength().Should().BePositive("the emulator plays no agent");

        await using (var window = await chromium.OpenAsync(host))
        {
            await window.GoAsync("/readiness");
            await window.Page.GetByRole(AriaRole.Button, new() { Name = "Ask now" }).ClickAsync();
            await Assertions.Expect(window.Page.Locator(".checks > li").First).ToBeVisibleAsync(new() { Timeout = 150_000 });
            (await window.Page.Locator(".checks > li").CountAsync()).Should().BeGreaterThanOrEqualTo(9, "the checks of the list");
            await window.SeesAsync("To do:");
        }

        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1280), (ColorScheme.Dark, 390) })
        {
            await using var window = await chromium.OpenAsync(host, scheme, width);
            await window.GoAsync("/readiness");
            await LookAsync(window, $"readiness-on-aws-{width}");
            await window.GoAsync($"/incidents/{incident}");
            foreach (var gap in gaps.EnumerateArray())
            {
                await window.SeesAsync(gap.GetProperty("reason").GetString()!);
            }

            await window.SeesAsync("s3://");
            await LookAsync(window, $"incident-on-aws-{width}");
        }
    }

    private static async Task LookAsync(Window window, string name)
    {
        await window.KeepAsync(name);
        await window.ShouldFitAsync();
        await window.ShouldBeAccessibleAsync();
    }
}
