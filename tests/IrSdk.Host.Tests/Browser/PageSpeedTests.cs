using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Intake;
using IrSdk.Runtime;

namespace IrSdk.Host.Tests.Browser;

/// <summary>Pages are there at once, however much they have to show.</summary>
public sealed class PageSpeedTests
{
    /// <summary>A second on a machine of its own; twice that beside other tests.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task List_OfFiveThousandEndedIncidents_IsPagedAndThereAtOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository);
        Directory.CreateDirectory(host.Data);
        await using (var journal = SqliteJournal.Open(host.JournalFile, TimeProvider.System))
        {
            await WriteEndedAsync(journal, 5000);
        }

        await host.StartAsync();
        await host.SignInAsync();
        var (page, took) = await FastestAsync(host, "/");
        page.Split("card incident").Should().HaveCount(51, "fifty incidents are on a page");
        page.Should().Contain("Page 1 of 100");
        took.Should().BeLessThan(Limit);
        (await FastestAsync(host, "/?page=100")).Page.Should().Contain("Access key 1 used from afar");
        (await FastestAsync(host, "/?q=4711")).Page.Should().Contain("Access key 4711 used from afar").And.NotContain("Access key 4710 used");
    }

    [Fact]
    public async Task Incident_OfFiveHundredResources_IsThereAtOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=0");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await Alerts.AlertTests.TakenAsync(await host.SendAsync(OfInstances(500)))).GetProperty("incident").GetString()!;
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("containedAt", out _), "the incident should be contained");
        var (page, took) = await FastestAsync(host, $"/incidents/{incident}");
        page.Should().Contain("resources").And.Contain("Show all");
        page.Length.Should().BeLessThan(500_000);
        took.Should().BeLessThan(Limit);
    }

    private static async Task<(string Page, TimeSpan Took)> FastestAsync(HostProcess host, string path)
    {
        var fastest = TimeSpan.MaxValue;
        var page = "";
        for (var look = 0; look < 5; look++)
        {
            var watch = Stopwatch.StartNew();
            page = await host.Client.GetStringAsync(new Uri(path, UriKind.Relative));
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }

        TestContext.Current.SendDiagnosticMessage("{0}: {1:0} ms, {2} characters", path, fastest.TotalMilliseconds, page.Length);
        return (page, fastest);
    }

    private static async Task WriteEndedAsync(SqliteJournal journal, int count)
    {
        var log = new AlertLog(journal, TimeProvider.System);
        foreach (var numbers in Enumerable.Range(1, count).Chunk(500))
        {
            var alerts = numbers.Select(number => (Id: new IncidentId(string.Create(CultureInfo.InvariantCulture, $"inc-{number:00000}")), Alert: AlertReader.Read(System.Text.Encoding.UTF8.GetBytes(TestAlerts.OfKey(number))).Alerts[0])).ToList();
            await log.WriteAsync([.. alerts.Select(one => AlertIntake.Accept(one.Alert, one.Id))], CancellationToken.None);
            await journal.AppendAsync(
                [.. alerts.Select(one => new JournalEntry(one.Id, JournalKinds.IncidentEnded, 1, TimeProvider.System.GetUtcNow(), JsonElement.Parse("""{ "status": "contained" }""")))], null, CancellationToken.None);
        }
    }

    private static string OfInstances(int count)
    {
        var alert = JsonNode.Parse(TestAlerts.OfKey(1, kind: "malware"))!;
        alert["resources"] = new JsonArray([.. Enumerable.Range(0, count).Select(number => (JsonNode)new JsonObject
        {
            ["type"] = "instance",
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"i-{number:x17}"),
            ["involvement"] = "suspect",
        })]);
        return alert.ToJsonString();
    }
}
