using System.Net;
using IrSdk.Host.Tests.Alerts;

namespace IrSdk.Host.Tests.Operations;

/// <summary>Sources that change while the host runs.</summary>
public sealed class ReloadTests
{
    [Fact]
    public async Task SourcesFile_Changed_ServesWhatItNamesAndKeepsWhatIsUnderWay()
    {
        using var first = new PlaybookRepository();
        using var second = new PlaybookRepository();
        using var host = new HostProcess(first, "--IrSdk:Latency=300", "--IrSdk:HoldFor=00:00:00", "--IrSdk:SyncEvery=01:00:00");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("playbook", out _), "it should be planned");

        host.Write("sources.json", $$"""{ "sources": [{ "name": "other", "repository": "{{second.Folder}}", "folder": "playbooks", "development": true }] }""");

        await host.UntilAsync<bool>(async () => (await SourcesAsync(host)).SequenceEqual(["other"]) ? true : null, "the new source should serve, and the old one no more");
        var ended = await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "what is under way should go on");
        ended.GetProperty("stage").GetString().Should().Be("ended");
        ended.TryGetProperty("containedAt", out _).Should().BeTrue();
    }

    [Fact]
    public async Task SourcesFile_Broken_ChangesNothingAndIsToldOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:SyncEvery=00:00:01");
        await host.StartAsync();
        await host.SignInAsync();

        host.Write("sources.json", """{ "sources": [{ "name": """);

        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(Told(host) > 0 ? true : null), "it should be told");
        await Task.Delay(TimeSpan.FromSeconds(3));
        Told(host).Should().Be(1);
        (await SourcesAsync(host)).Should().Equal("team");
    }

    [Fact]
    public async Task Sync_Asked_TakesTheNewestCommitAtOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:SyncEvery=01:00:00");
        await host.StartAsync();
        await host.SignInAsync();
        var before = await CommitAsync(host);
        await File.AppendAllTextAsync(Path.Combine(repository.Folder, "playbooks", "malware", "malware.csx"), "// reviewed\n");
        repository.Commit("a change");

        using var synced = await host.PostAsync("/api/sources/team/sync", new { });
        using var unknown = await host.PostAsync("/api/sources/nobodys/sync", new { });

        synced.StatusCode.Should().Be(HttpStatusCode.OK);
        (await CommitAsync(host)).Should().NotBe(before);
        unknown.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static int Told(HostProcess host) => host.Output.Split('\n').Count(line => line.Contains("cannot be used", StringComparison.Ordinal));

    private static async Task<List<string>> SourcesAsync(HostProcess host) =>
        [.. (await host.GetAsync("/api/playbooks")).EnumerateArray().Select(one => one.GetProperty("choice").GetString()!.Split(':')[0]).Distinct()];

    private static async Task<string> CommitAsync(HostProcess host) =>
        (await host.GetAsync("/api/playbooks")).EnumerateArray().Select(one => one.GetProperty("origin").GetProperty("commit").GetString()!).Distinct().Single();
}
