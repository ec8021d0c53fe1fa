using Microsoft.Playwright;

namespace IrSdk.Host.Tests.Browser;

/// <summary>Drills from the page, and what is overdue.</summary>
public sealed class DrillPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task Drill_AskedForOnThePage_IsJournaledAndNoLongerOverdue()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:SyncEvery=00:00:01");
        await host.StartAsync();
        await using (var window = await chromium.OpenAsync(host))
        {
            await window.SeesAsync("4 playbooks are overdue for a drill");
            await window.GoAsync("/drills");
            var malware = window.Page.Locator("section[aria-label=malware]");
            await Assertions.Expect(malware).ToContainTextAsync("never drilled");
            await malware.GetByRole(AriaRole.Button).ClickAsync();
            await Assertions.Expect(malware).ToContainTextAsync("✓ Passed", new() { Timeout = 60_000 });
            await Assertions.Expect(malware).ToContainTextAsync("asked by local");
            await malware.Locator("summary").ClickAsync();
            await Assertions.Expect(malware.Locator("tbody tr")).ToHaveCountAsync(3);
            await window.KeepAsync("drilled");
            await window.ShouldBeAccessibleAsync();
        }

        // It is in the journal, not only in memory; and another version of the playbook is not what was drilled.
        host.Kill();
        await host.StartAsync();
        await using var after = await chromium.OpenAsync(host);
        await after.SeesAsync("3 playbooks are overdue for a drill");
        await File.AppendAllTextAsync(Path.Combine(repository.Folder, "playbooks", "malware", "malware.csx"), "\n// another reading of it\n");
        repository.Commit("a change");
        await host.UntilAsync<bool>(
            async () =>
            {
                await after.GoAsync("/drills");
                return await after.Page.GetByText("The playbook has changed since").CountAsync() == 1 ? true : null;
            },
            "the change should show");
    }

    [Fact]
    public async Task Drill_LongerAgoThanAllowed_IsOverdueAgain()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:DrillEvery=00:01:00");
        var old = new IrSdk.Runtime.JournalEntry(null, "drill.finished", 1, TimeProvider.System.GetUtcNow().AddHours(-2), System.Text.Json.JsonElement.Parse(
            """{ "playbook": "malware", "source": "team", "assembly": "00", "by": "dana", "recordings": [{ "name": "crypto-miner", "timeToContain": "00:01:00", "byHand": "00:40:00", "existed": 6, "secured": 6, "lost": 0, "movesPrevented": 3, "movesMade": 0, "failures": [] }] }"""));
        Directory.CreateDirectory(host.Data);
        await using (var journal = IrSdk.Runtime.SqliteJournal.Open(host.JournalFile, TimeProvider.System))
        {
            await journal.AppendAsync([old], null, CancellationToken.None);
        }

        await host.StartAsync();
        await using var window = await chromium.OpenAsync(host);
        await window.GoAsync("/drills");
        var malware = window.Page.Locator("section[aria-label=malware]");
        await Assertions.Expect(malware).ToContainTextAsync("overdue");
        await Assertions.Expect(malware).ToContainTextAsync("2 h ago");
        await window.KeepAsync("drill-overdue");
    }
}
