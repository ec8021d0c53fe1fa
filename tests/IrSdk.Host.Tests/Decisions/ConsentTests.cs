using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IrSdk.Connectors.Tests;
using IrSdk.Host.Tests.Access;
using IrSdk.Host.Tests.Alerts;

namespace IrSdk.Host.Tests.Decisions;

/// <summary>What accounts consent to, and what people decide: by page, by the link of a page that was sent, and by the command line.</summary>
public sealed class ConsentTests(ConsentTests.Fixture fixture) : IClassFixture<ConsentTests.Fixture>
{
    private const string Observe = "100000000001";
    private const string Approve = "100000000002";
    private const string Confirmed = "100000000003";
    private const string Suspected = "100000000004";

    private HostProcess Host => fixture.Host;

    [Fact]
    public async Task Observe_IsPreservedAndNotContainedAndThePageSaysWhy()
    {
        var incident = await SendAsync(101, Observe, 95);
        (await EndedAsync(incident)).Should().Be("notContained");

        World.Was(Host, incident, "export-api-activity").Should().BeTrue("evidence is secured all the same");
        World.Was(Host, incident, "revoke-access-key").Should().BeFalse();
        (await ShowAsync(incident)).Text.Should().Contain("consents to observing only");
    }

    [Fact]
    public async Task Approve_WaitsAndIsContainedByTheLinkThatWasSent()
    {
        var incident = await SendAsync(102, Approve, 95);
        await WaitsAsync(incident);
        World.Was(Host, incident, "revoke-access-key").Should().BeFalse();
        var link = await Host.UntilAsync<SentLink>(() => Task.FromResult(Link(incident)), "somebody should be paged with a link");

        using var viewer = await SignedIn.AsAsync(Host, fixture.Provider, "vera@example.com", "all");
        var looked = await WebPage.OpenAsync(viewer, link.Path);
        looked.Path.Should().StartWith($"/incidents/{incident}?plan=");
        looked.Document.QuerySelector("form[action$='/approval']").Should().BeNull("a link gives nobody a role");
        looked.Text.Should().Contain("Approving needs the role approver");

        using var approver = await SignedIn.AsAsync(Host, fixture.Provider, "lea@example.com", "leads");
        (await WebPage.OpenAsync(approver, link.Path.Replace("link=C", "link=D", StringComparison.Ordinal))).Status.Should().Be(HttpStatusCode.Gone, "another letter makes another link");
        var page = await WebPage.OpenAsync(approver, link.Path);
        page.Text.Should().Contain("a human must approve plan");
        (await page.SubmitAsync("/approval")).Text.Should().Contain("lea@example.com approved plan");
        await ContainedAsync(incident);
        World.Was(Host, incident, "revoke-access-key").Should().BeTrue();
        await EndedAsync(incident);
        var again = await page.SubmitAsync("/approval");
        (again.Status, again.Text).Should().Match<(HttpStatusCode Status, string Text)>(one => one.Status == HttpStatusCode.Conflict && one.Text.Contains("nothing waits"));
    }

    [Fact]
    public async Task Approve_ByTheCommandLineOnTheHostsJournal_IsContained()
    {
        var incident = await SendAsync(103, Approve, 95);
        await WaitsAsync(incident);

        var said = await IrAsync("approve", incident, "--journal", Host.JournalFile, "--by", "olga");

        said.Should().Contain("Approved plan");
        await ContainedAsync(incident);
        var approval = (await Host.GetAsync($"/api/incidents/{incident}")).GetProperty("approvals")[0];
        approval.GetProperty("by").GetString().Should().Be("olga");
        approval.TryGetProperty("until", out _).Should().BeTrue("no approval lasts for ever");
    }

    [Fact]
    public async Task Approve_ByTheCommandLineFromElsewhere_IsTheTokensOwner()
    {
        var incident = await SendAsync(104, Approve, 95);
        await WaitsAsync(incident);
        var viewer = Host.Write("viewer.token", fixture.Provider.Token("irsdk-api", "vera@example.com", ["all"]));
        var approver = Host.Write("approver.token", fixture.Provider.Token("irsdk-api", "lea@example.com", ["leads"]));

        (await IrAsync(1, "approve", incident, "--host", Host.Address.ToString(), "--token-file", viewer)).Should().Contain("403");
        (await IrAsync(1, "approve", incident, "--host", Host.Address.ToString(), "--token-file", approver, "--plan", "00000000")).Should().Contain("no such plan");
        (await IrAsync("approve", incident, "--host", Host.Address.ToString(), "--token-file", approver)).Should().Contain("Approved plan");

        await ContainedAsync(incident);
        (await Host.GetAsync($"/api/incidents/{incident}")).GetProperty("approvals")[0].GetProperty("by").GetString().Should().Be("lea@example.com");
    }

    [Fact]
    public async Task Undo_ByTheCommandLineFromElsewhere_IsFollowedToItsEnd()
    {
        var incident = await SendAsync(121, Confirmed, 95);
        await ContainedAsync(incident);
        var viewer = Host.Write("undo-viewer.token", fixture.Provider.Token("irsdk-api", "vera@example.com", ["all"]));
        var responder = Host.Write("undo-responder.token", fixture.Provider.Token("irsdk-api", "rob@example.com", ["soc"]));

        (await IrAsync(1, "undo", incident, "--host", Host.Address.ToString(), "--token-file", viewer)).Should().Contain("403");
        (await IrAsync("undo", incident, "--host", Host.Address.ToString(), "--token-file", responder)).Should().Contain($"{incident} is undone.").And.Contain($"/incidents/{incident} shows how far it is");

        (await IrAsync(1, "undo", incident, "--host", Host.Address.ToString(), "--token-file", responder)).Should().Contain("Nothing stands that could be taken back");
        (await ShowAsync(incident)).Text.Should().Contain("rob@example.com");
    }

    [Fact]
    public async Task ContainConfirmed_OfAConfirmedAlert_AsksNobody()
    {
        var incident = await SendAsync(105, Confirmed, 95);
        await ContainedAsync(incident);
        (await Host.GetAsync($"/api/incidents/{incident}")).GetProperty("approvals").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task ContainConfirmed_OfASuspectedAlert_WaitsForAVerdict()
    {
        var incident = await SendAsync(106, Confirmed, 70);
        await WaitsAsync(incident);
        World.Was(Host, incident, "revoke-access-key").Should().BeFalse();
        using var responder = await SignedIn.AsAsync(Host, fixture.Provider, "rob@example.com", "soc");
        (await (await WebPage.OpenAsync(responder, $"/incidents/{incident}")).SubmitAsync("/verdict", ("verdict", "7"))).Status.Should().Be(HttpStatusCode.Conflict, "a number is no verdict");
        (await (await WebPage.OpenAsync(responder, $"/incidents/{incident}")).SubmitAsync("/verdict", ("verdict", "confirmed"), ("because", "seen by hand"))).Status.Should().Be(HttpStatusCode.OK);
        await ContainedAsync(incident);
        (await ShowAsync(incident)).Text.Should().Contain("rob@example.com gave the verdict");
    }

    [Fact]
    public async Task ContainSuspected_AsksNobody()
    {
        var incident = await SendAsync(107, Suspected, 70);
        await ContainedAsync(incident);
        World.Was(Host, incident, "revoke-access-key").Should().BeTrue();
    }

    [Fact]
    public async Task Irreversible_NeedsTwoPeopleHoweverOftenOneApproves()
    {
        var incident = await SendAsync(HostAlert("i-0a1b2c3d4e5f60718"), Suspected);
        await WaitsAsync(incident);
        (await ShowAsync(incident)).Text.Should().Contain("2 people must approve plan");
        using var first = await SignedIn.AsAsync(Host, fixture.Provider, "lea@example.com", "leads");
        using var same = await SignedIn.AsAsync(Host, fixture.Provider, "Lea@Example.com", "leads");
        using var second = await SignedIn.AsAsync(Host, fixture.Provider, "max@example.com", "leads");
        await (await WebPage.OpenAsync(first, $"/incidents/{incident}")).SubmitAsync("/approval");
        await (await WebPage.OpenAsync(same, $"/incidents/{incident}")).SubmitAsync("/approval");
        await (await WebPage.OpenAsync(second, $"/incidents/{incident}")).SubmitAsync("/approval");
        await ContainedAsync(incident);

        var journal = (await Host.GetAsync($"/api/incidents/{incident}/journal")).EnumerateArray().ToList();
        var approvals = journal.FindAll(one => one.GetProperty("kind").GetString() == "approval.given");
        approvals.Select(one => one.GetProperty("payload").GetProperty("by").GetString()).Should().Equal("lea@example.com", "Lea@Example.com", "max@example.com");
        var stopped = journal.Find(one => one.GetProperty("kind").GetString() == "step.intended" && one.GetRawText().Contains("\"stop-instance\"", StringComparison.Ordinal));
        stopped.GetProperty("sequence").GetInt64().Should().BeGreaterThan(approvals[2].GetProperty("sequence").GetInt64(), "one person with two spellings is one person");
    }

    [Fact]
    public async Task Approval_OfTheFirstRound_IsNoneOfTheSecond()
    {
        var incident = await SendAsync(109, Approve, 95, "data-exfiltration");
        await WaitsAsync(incident);
        using var approver = await SignedIn.AsAsync(Host, fixture.Provider, "lea@example.com", "leads");
        var first = await WebPage.OpenAsync(approver, $"/incidents/{incident}");
        await first.SubmitAsync("/approval");
        await Host.UntilAsync<bool>(async () => await PlansAsync(incident) is { Length: 2 } && (await SummaryAsync(incident)).GetProperty("waits").GetInt32() > 0 ? true : null, "a second round should be planned and wait");

        var plans = await PlansAsync(incident);
        plans[0].Should().NotBe(plans[1]);
        var replayed = await first.SubmitAsync("/approval");
        replayed.Status.Should().Be(HttpStatusCode.Conflict);
        replayed.Text.Should().Contain("plan has changed");
        await replayed.SubmitAsync("/approval");
        (await EndedAsync(incident)).Should().Be("contained");

        var journal = (await Host.GetAsync($"/api/incidents/{incident}/journal")).EnumerateArray().ToList();
        var approvals = journal.FindAll(one => one.GetProperty("kind").GetString() == "approval.given");
        approvals.Select(one => one.GetProperty("payload").GetProperty("plan").GetString()).Should().Equal(plans);
        var second = journal.Find(one => one.GetProperty("kind").GetString() == "step.intended" && one.GetRawText().Contains("\"revoke-sessions\"", StringComparison.Ordinal));
        second.GetProperty("sequence").GetInt64().Should().BeGreaterThan(approvals[1].GetProperty("sequence").GetInt64());
    }

    private static string HostAlert(string instance) => TestAlerts.OfKey(108, 95, kind: "malware")
        .Replace("\"access-key\"", "\"instance\"", StringComparison.Ordinal).Replace("AKIAIOSFODNN00000108", instance, StringComparison.Ordinal);

    private Task<string> SendAsync(int number, string account, int confidence, string kind = "credential-compromise") => SendAsync(TestAlerts.OfKey(number, confidence, kind: kind), account);

    private async Task<string> SendAsync(string alert, string account) =>
        (await AlertTests.TakenAsync(await Host.SendAsync(alert.Replace("111122223333", account, StringComparison.Ordinal)))).GetProperty("incident").GetString()!;

    private Task<JsonElement> WaitsAsync(string incident) => Host.UntilIncidentAsync(incident, one => one.GetProperty("waits").GetInt32() > 0, "containment should wait");

    private Task<JsonElement> ContainedAsync(string incident) => Host.UntilIncidentAsync(incident, one => one.TryGetProperty("containedAt", out _), "it should be contained");

    private async Task<string> EndedAsync(string incident) => (await Host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "it should end")).GetProperty("ended").GetString()!;

    private Task<JsonElement> SummaryAsync(string incident) => Host.UntilIncidentAsync(incident, _ => true, "it should be listed");

    private async Task<string[]> PlansAsync(string incident) =>
        [.. (await Host.GetAsync($"/api/incidents/{incident}/journal")).EnumerateArray().Where(one => one.GetProperty("kind").GetString() == "plan.made").Select(one => one.GetProperty("payload").GetProperty("hash").GetString()!)];

    private Task<WebPage> ShowAsync(string incident) => WebPage.OpenAsync(Host.Client, $"/incidents/{incident}");

    /// <summary>The link of the newest page that went out for the incident.</summary>
    private SentLink? Link(string incident)
    {
        lock (fixture.Pages)
        {
            return fixture.Pages.Alerts.Values.SelectMany(events => events).Where(one => one.ToJsonString().Contains(incident, StringComparison.Ordinal))
                .SelectMany(one => one["links"]?.AsArray() ?? []).Select(link => new Uri((string)link!["href"]!)).Where(link => link.AbsolutePath == "/approve").Select(link => (SentLink?)new SentLink(link.PathAndQuery)).LastOrDefault();
        }
    }

    private static Task<string> IrAsync(params string[] arguments) => IrAsync(0, arguments);

    private static async Task<string> IrAsync(int exitCode, params string[] arguments)
    {
        using var ir = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ir.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await ir.StandardOutput.ReadToEndAsync() + await ir.StandardError.ReadToEndAsync();
        await ir.WaitForExitAsync();
        ir.ExitCode.Should().Be(exitCode, output);
        return output;
    }

    private readonly record struct SentLink(string Path);

    /// <summary>A host whose accounts consent to different things, whose people an OpenID provider knows, and which pages somebody.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        private readonly PlaybookRepository repository = new();

        internal OpenIdProvider Provider { get; private set; } = null!;

        internal HostProcess Host { get; private set; } = null!;

        internal PagerDutyStub Pages { get; } = new();

        public async ValueTask InitializeAsync()
        {
            await repository.AddAsync("stop-the-host", """
                return Playbook.Named("stop-the-host").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes())
                    .Respond(Preserve.ApiActivity().And.Snapshot().And.Memory().And.Processes().And.NetworkFlows().Then.Stop().RequireApproval());
                """);
            await repository.AddAsync("two-rounds", """
                return Playbook.Named("two-rounds").Handles(IncidentKind.DataExfiltration).Against("T1530").ContainWithin(10.Minutes())
                    .Respond(Preserve.Identity().And.ApiActivity().Then.RevokeKeys())
                    .Reassess((incident, outcomes) => outcomes.Rounds < 2 ? Preserve.Identity().And.ApiActivity().Then.RevokeSessions(i => i.Users) : null);
                """);
            Provider = await OpenIdProvider.StartAsync();
            await Pages.Server.StartAsync();
            Host = new(
                repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00", "--IrSdk:Guards=guards.json",
                "--IrSdk:Triage:Playbooks:malware=team:stop-the-host", "--IrSdk:Triage:Playbooks:data-exfiltration=team:two-rounds",
                $"--IrSdk:Tell:PagerDuty:Address={Pages.Server.Address}", "--IrSdk:Tell:PagerDuty:RoutingKeyFile=pagerduty.key",
                $"--IrSdk:Access:Authority={Provider.Issuer}", "--IrSdk:Access:AllowHttpAuthority=true", "--IrSdk:Access:Audience=irsdk-api",
                "--IrSdk:Access:Roles:viewer:0=all", "--IrSdk:Access:Roles:responder:0=soc", "--IrSdk:Access:Roles:approver:0=leads", "--IrSdk:Access:Roles:administrator:0=admins");
            Host.Write("pagerduty.key", PagerDutyStub.RoutingKey);
            Host.Write("guards.json", $$"""
                {
                  "consent": "approve", "approversOfIrreversible": 2,
                  "consents": { "{{Observe}}": "observe", "{{Approve}}": "approve", "{{Confirmed}}": "containConfirmed", "{{Suspected}}": "containSuspected" }
                }
                """);
            await Host.StartAsync();
            Host.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Provider.Token("irsdk-api", "dashboard", ["all"], TimeSpan.FromHours(1)));
        }

        public async ValueTask DisposeAsync()
        {
            Host.Dispose();
            repository.Dispose();
            await Provider.DisposeAsync();
            await Pages.Server.DisposeAsync();
        }
    }
}
