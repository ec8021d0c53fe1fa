using System.Security.Cryptography.X509Certificates;
using IrSdk.Connectors.Tests;
using IrSdk.Host.Tests.Alerts;

namespace IrSdk.Host.Tests.Outages;

/// <summary>Every receiver away in every way, through the host: containment does not notice, and each hears of each incident when it is back.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Receivers_AwayInEveryWay_DelayNoContainmentAndAreToldOnceWhenTheyAreBack()
    {
        using var authority = Certificates.Make("IrSdk test authority", null);
        using var bad = Certificates.Make("127.0.0.1", null);
        using var signed = Certificates.Make("127.0.0.1", authority);
        using var good = X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
        using var repository = new PlaybookRepository();
        await Vendors.PostToChannelAsync(repository);
        await using var vendors = new Vendors();
        await EachAsync(vendors, server => server.Certificate = good, start: true);
        using var host = new HostProcess(repository, ["--IrSdk:Latency=5", "--IrSdk:HoldFor=00:00:00", .. vendors.Settings()]);
        Vendors.WriteSecrets(host);
        host.Environment["SSL_CERT_FILE"] = host.Write("authority.pem", authority.ExportCertificatePem());
        await host.StartAsync();
        await host.SignInAsync();
        _ = await ContainedAsync(host, 6, "the first compiles what is called", TimeSpan.MaxValue);
        var (first, usual) = await ContainedAsync(host, 1, "nothing is wrong", TimeSpan.MaxValue);
        var incidents = new List<string> { first };
        await ToldAsync(host, vendors, incidents);

        // On a machine that is busy everything takes longer; three attempts of five seconds each would stand out all the same.
        var limit = TimeSpan.FromSeconds(4) + (2 * usual);

        await EachAsync(vendors, _ => { }, start: false);
        incidents.Add((await ContainedAsync(host, 2, "connections are refused", limit)).Incident);
        await EachAsync(vendors, server => server.Certificate = bad, start: true);
        incidents.Add((await ContainedAsync(host, 3, "no certificate can be trusted", limit)).Incident);
        var asked = vendors.Servers.Select(server => server.Requests.Count).ToList();
        await EachAsync(vendors, _ => { }, start: false);
        await EachAsync(vendors, server => (server.Certificate, server.Outage) = (good, _ => new(0) { Hangs = true }), start: true);
        incidents.Add((await ContainedAsync(host, 4, "nobody answers", limit)).Incident);
        await EachAsync(vendors, server => server.Outage = _ => new(500), start: null);
        incidents.Add((await ContainedAsync(host, 5, "everybody fails", limit)).Incident);

        vendors.Servers.Select(server => server.Requests.Count).Zip(asked, (now, before) => now - before).Should().OnlyContain(more => more > 0, "each was asked while it hung or failed");
        Heard(vendors).Should().OnlyContain(one => !one.Incidents.Intersect(incidents.Skip(1)).Any(), "nobody heard of the others while they were away");
        await EachAsync(vendors, server => server.Outage = null, start: null);
        await ToldAsync(host, vendors, incidents);
        vendors.Wrong.Should().BeEmpty();
        vendors.GitHub.Issues.Should().HaveCount(6, "one ticket an incident");
        vendors.Jira.Issues.Should().HaveCount(6);
        vendors.PagerDuty.Alerts.Should().HaveCount(6, "one alert by its deduplication key");
        vendors.Slack.Messages.Should().HaveCount(6);
    }

    /// <summary>Contained while whatever is wrong is still wrong, and no later than usual.</summary>
    private static async Task<(string Incident, TimeSpan Took)> ContainedAsync(HostProcess host, int number, string what, TimeSpan limit)
    {
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(number)))).GetProperty("incident").GetString()!;
        var summary = await host.UntilIncidentAsync(incident, one => one.TryGetProperty("containedAt", out _), what);
        var took = summary.GetProperty("containedAt").GetDateTimeOffset() - summary.GetProperty("acceptedAt").GetDateTimeOffset();
        took.Should().BeLessThan(limit, what);
        return (incident, took);
    }

    private static async Task ToldAsync(HostProcess host, Vendors vendors, List<string> incidents) => await host.UntilAsync<bool>(
        () => Task.FromResult<bool?>(Heard(vendors).All(one => incidents.TrueForAll(one.Incidents.Contains)) ? true : null), "each receiver should hear of each incident", TimeSpan.FromMinutes(6));

    private static List<(string Who, List<string> Incidents)> Heard(Vendors vendors) =>
    [
        ("github", Named(vendors.GitHub.Issues.ToArray().Select(issue => issue.ToJsonString()))),
        ("jira", Named(vendors.Jira.Issues.ToArray().Select(issue => issue.ToJsonString()))),
        ("slack", Named(vendors.Slack.Messages.ToArray().Select(message => message.ToJsonString()))),
        ("pagerduty", Named(vendors.PagerDuty.Alerts.Values.ToArray().Select(events => events[0].ToJsonString()))),
        ("webhook", Named(vendors.Posted.ToArray())),
    ];

    private static List<string> Named(IEnumerable<string> texts) => [.. texts.SelectMany(text => System.Text.RegularExpressions.Regex.Matches(text, "inc-[0-9a-f]{10}").Select(match => match.Value).Take(1)).Distinct()];

    /// <summary>Changes every receiver; the host's own connections are cut where it stops or starts.</summary>
    private static async Task EachAsync(Vendors vendors, Action<StubServer> change, bool? start)
    {
        foreach (var server in vendors.Servers)
        {
            if (start == false || (start == true && server.Port != 0))
            {
                await server.StopAsync();
            }

            change(server);
            if (start == true)
            {
                await server.StartAsync();
            }
        }
    }
}
