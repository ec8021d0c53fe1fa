using System.Net;
using System.Text.Json;

namespace IrSdk.Host.Tests.Alerts;

/// <summary>What becomes of alerts, through the host's front door.</summary>
public sealed class AlertTests
{
    private static readonly string[] Quick = ["--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00"];

    [Fact]
    public async Task Alert_OfAStolenKey_IsContainedAndUndoneOnRequest()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, Quick);
        await host.StartAsync();
        await host.SignInAsync();

        var taken = await TakenAsync(await host.SendAsync(await File.ReadAllTextAsync(PlaybookRepository.Recording("credential-compromise", "fourteen-roles"))));
        taken.GetProperty("outcome").GetString().Should().Be("opened");
        var incident = taken.GetProperty("incident").GetString()!;
        var ended = await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "the incident should end");
        ended.GetProperty("ended").GetString().Should().Be("contained");

        var file = await host.GetAsync($"/api/incidents/{incident}");
        file.GetProperty("report").GetProperty("origin").GetProperty("commit").GetString().Should().HaveLength(40);
        file.GetProperty("canUndo").GetBoolean().Should().BeTrue();
        (await host.PostAsync($"/api/incidents/{incident}/undo", new { })).StatusCode.Should().Be(HttpStatusCode.OK);
        var undone = await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out var how) && how.GetString() != "contained", "the incident should be undone");
        undone.GetProperty("ended").GetString().Should().BeOneOf("undone", "partlyUndone");
    }

    [Fact]
    public async Task Storm_OfAlertsThatNameOneKey_OpensOneIncident()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, [.. Quick, "--IrSdk:Alerts:PerMinute=10000000", "--IrSdk:HoldFor=00:10:00"]);
        await host.StartAsync();
        await host.SignInAsync();

        var outcomes = new System.Collections.Concurrent.ConcurrentBag<string>();
        var incidents = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        await Parallel.ForAsync(0, Storm, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) =>
        {
            var taken = await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, id: $"finding-{number}")));
            outcomes.Add(taken.GetProperty("outcome").GetString()!);
            incidents[taken.GetProperty("incident").GetString()!] = true;
        });

        incidents.Should().ContainSingle();
        outcomes.Count(outcome => outcome == "opened").Should().Be(1);
        var summary = await host.UntilIncidentAsync(incidents.Keys.Single(), one => one.TryGetProperty("containedAt", out _), "the one incident should be contained");
        summary.GetProperty("alerts").GetInt32().Should().Be(Storm);
        (await host.GetAsync("/api/incidents")).GetArrayLength().Should().Be(1);
        var file = await host.GetAsync($"/api/incidents/{incidents.Keys.Single()}");
        file.GetProperty("alerts").GetArrayLength().Should().Be(Storm);
        file.GetProperty("plans").GetArrayLength().Should().Be(1, "alerts that name nothing new open no round");
    }

    [Fact]
    public async Task Alert_SentAgain_IsTakenOnceAlsoAfterARestart()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, Quick);
        await host.StartAsync();
        await host.SignInAsync();
        var first = await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)));
        await host.UntilIncidentAsync(first.GetProperty("incident").GetString()!, one => one.TryGetProperty("ended", out _), "the incident should end");

        (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1) + " "))).GetProperty("outcome").GetString().Should().Be("known");
        host.Kill();
        await host.StartAsync();
        (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1) + "  "))).GetProperty("outcome").GetString().Should().Be("known");

        var again = await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, lastSeen: "2026-11-24T11:00:00Z")));
        again.GetProperty("outcome").GetString().Should().Be("opened", "a newer sighting after the end is news");
        again.GetProperty("incident").GetString().Should().Be(first.GetProperty("incident").GetString() + "-2");
    }

    [Fact]
    public async Task Alert_SetAside_SentAgainAlsoAfterARestart_IsKeptOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, Quick);
        await host.StartAsync();
        await host.SignInAsync();
        (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, confidence: 10)))).GetProperty("outcome").GetString().Should().Be("setAside");
        (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, confidence: 10) + " "))).GetProperty("outcome").GetString().Should().Be("known");
        host.Kill();
        await host.StartAsync();

        (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, confidence: 10) + "  "))).GetProperty("outcome").GetString().Should().Be("known");
        (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, confidence: 90, lastSeen: "2026-11-24T11:00:00Z")))).GetProperty("outcome").GetString().Should().Be("opened", "a surer sighting is news");

        await host.SignInAsync();
        (await host.GetAsync("/api/alerts/aside")).GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Alert_ThatJoinedAnIncidentForgottenSince_IsKnown()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, [.. Quick, "--IrSdk:HoldFor=00:00:06", "--IrSdk:Triage:JoinWithin=00:00:00"]);
        await host.StartAsync();
        await host.SignInAsync();
        var first = (await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        var joined = await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, id: "second")));
        joined.GetProperty("outcome").GetString().Should().Be("joined");
        await host.UntilIncidentAsync(first, one => one.TryGetProperty("ended", out _), "the incident should end");
        await TakenAsync(await host.SendAsync(TestAlerts.OfKey(2)));

        var again = await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, id: "second") + " "));

        again.GetProperty("outcome").GetString().Should().Be("known", "a queue may deliver days later what it could not delete");
        again.GetProperty("incident").GetString().Should().Be(first);
    }

    [Fact]
    public async Task Alert_UnderTheThreshold_IsSetAsideAndRespondedToWhenAsked()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, Quick);
        await host.StartAsync();
        await host.SignInAsync();

        var taken = await TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, confidence: 10)));
        taken.GetProperty("outcome").GetString().Should().Be("setAside");
        taken.GetProperty("because").GetString().Should().Contain("below 40");
        (await host.GetAsync("/api/incidents")).GetArrayLength().Should().Be(0);

        var aside = (await host.GetAsync("/api/alerts/aside"))[0];
        var answer = await host.PostAsync($"/api/alerts/aside/{aside.GetProperty("sequence").GetInt64()}/response", new { });
        var incident = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("incident").GetString()!;
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "the response should end");
    }

    [Fact]
    public async Task Playbook_ChangedInItsRepository_ServesTheNextIncident()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, [.. Quick, "--IrSdk:SyncEvery=00:00:01"]);
        await host.StartAsync();
        await host.SignInAsync();
        var before = await CommitAsync(host);
        var script = Path.Combine(repository.Folder, "playbooks", "malware", "malware.csx");
        await File.AppendAllTextAsync(script, "// reviewed\n");
        repository.Commit("a change");
        await host.UntilAsync<bool>(async () => await CommitAsync(host) != before ? true : null, "the new commit should serve");

        await File.WriteAllTextAsync(script, "System.IO.File.Delete(\"/etc/hosts\"); return null;");
        repository.Commit("a hostile change");
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.Output.Contains("was not taken", StringComparison.Ordinal) ? true : null), "the hostile commit should be refused");
        (await host.GetAsync("/api/playbooks")).GetArrayLength().Should().Be(4);
    }

    private static int Storm { get; } = int.Parse(Environment.GetEnvironmentVariable("IRSDK_STORM") ?? "10000", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> CommitAsync(HostProcess host) =>
        (await host.GetAsync("/api/playbooks")).EnumerateArray().Select(one => one.GetProperty("origin").GetProperty("commit").GetString()!).Distinct().Single();

    internal static async Task<JsonElement> TakenAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            answer.StatusCode.Should().Be(HttpStatusCode.Accepted, text);
            return JsonElement.Parse(text).GetProperty("alerts")[0];
        }
    }
}
