using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IrSdk.Aws.Tests.LiveResponse;

namespace IrSdk.Aws.Tests;

/// <summary>
/// <c>ir drill --live</c> as its users run it, against an account of its own server; what came of it is asked for through boto3.
/// CloudTrail's event history is not played by this server. Where the hosts have an agent, <see cref="PlayedAgent"/> is it.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class LiveDrillTests
{
    [Fact]
    public async Task Drill_LiveCredentialCompromise_TheAccountShowsItContained()
    {
        await using var live = await LiveAccount.StartAsync();
        var report = live.Drill("credential-compromise", "fourteen-roles", keep: true);

        ((string)report["status"]!).Should().Be("contained", report.ToJsonString());
        var account = live.Facts();
        var user = account["users"]!["deploy-bot"]!;
        user["keys"]!.AsObject().Select(key => (string)key.Value!).Should().Equal("Inactive");
        var revoked = account["roles"]!.AsObject().Where(role => role.Value!.AsObject().ContainsKey("AWSRevokeOlderSessions")).ToList();
        revoked.Should().HaveCount(14);
        revoked.ForEach(role => RevokedBefore(role.Value!));
        var incident = (string)report["incident"]!;
        ShowsIsolated(account, incident);
        ShowsLockedLogs(account);
        ShowsTicketAndPage(live, incident).Should().Contain("14 roles");
    }

    [Fact]
    public async Task Drill_LiveMalwareOnAHostWithAnAgent_ContainedWithItsMemoryKept()
    {
        var memory = RandomNumberGenerator.GetBytes(100_000);
        using var programs = await Programs.WithAsync(memory);
        await using var live = await LiveAccount.StartAsync(programs.Folder);
        var report = live.Drill("malware", "crypto-miner", keep: true);

        ((string)report["status"]!).Should().Be("contained", report.ToJsonString());
        report["gaps"]!.AsArray().Should().BeEmpty();
        var account = live.Facts();
        var kept = account["evidence"]!.AsArray().Select(item => (Key: (string)item!["key"]!, Mode: (string?)item["mode"])).ToList();
        foreach (var name in (string[])["memory.lime", "processes.txt", "scan.txt"])
        {
            kept.Should().ContainSingle(item => item.Key.EndsWith(name, StringComparison.Ordinal) && !item.Key.StartsWith("incoming/", StringComparison.Ordinal))
                .Which.Mode.Should().Be("COMPLIANCE", name);
        }

        var secured = report["evidence"]!.AsArray().Single(record => (string)record!["kind"]! == "memory")!;
        ((string)secured["sha256"]!).Should().Be(Convert.ToHexStringLower(SHA256.HashData(memory)));
    }

    [Fact]
    public async Task Drill_LiveMalwareOnAHostWithoutAnAgent_IsolatedAndItsScanAStatedFailure()
    {
        await using var live = await LiveAccount.StartAsync();
        var report = live.Drill("malware", "crypto-miner", keep: true);

        ((string)report["status"]!).Should().Be("partlyContained", "the scan needs the agent");
        ShowsIsolated(live.Facts(), (string)report["incident"]!, interfaces: 1);
        ShowsTicketAndPage(live, (string)report["incident"]!);
        report["steps"]!.AsArray().Where(step => (string)step!["status"]! == "gap").Select(step => (string)step!["resource"]!["id"]!)
            .Should().NotBeEmpty().And.BeSubsetOf(report["gaps"]!.AsArray().Select(gap => (string)gap!["resource"]!["id"]!));
    }

    [Fact]
    public async Task Drill_LiveDataExfiltration_TheAccountShowsItContained()
    {
        await using var live = await LiveAccount.StartAsync();
        var report = live.Drill("data-exfiltration", "bucket-emptied", keep: true);

        ((string)report["status"]!).Should().Be("contained", report.ToJsonString());
        var account = live.Facts();
        ShowsIsolated(account, (string)report["incident"]!);
        var user = account["users"]!["reporting"]!;
        user["keys"]!.AsObject().Select(key => (string)key.Value!).Should().Equal("Inactive");
        RevokedBefore(user["policies"]!);
        var bucket = account["buckets"]!.AsObject().Single(one => one.Key.Contains("customer-exports", StringComparison.Ordinal)).Value!;
        bucket["publicAccess"]!.AsObject().Should().HaveCount(4).And.OnlyContain(one => (bool)one.Value!);
        ((string)bucket["policy"]!).Should().Contain("\"Effect\":\"Deny\"").And.Contain("s3:*").And.Contain("aws:PrincipalArn", "the responder is left a way in");
        ShowsLockedLogs(account);
        ShowsTicketAndPage(live, (string)report["incident"]!);
    }

    [Fact]
    public async Task Drill_LiveUnauthorizedAccess_TheAccountShowsItContained()
    {
        await using var live = await LiveAccount.StartAsync();
        var report = live.Drill("unauthorized-access", "console-from-tor", keep: true);

        ((string)report["status"]!).Should().Be("contained", report.ToJsonString());
        var account = live.Facts();
        var policies = account["users"]!["j.doe"]!["policies"]!;
        RevokedBefore(policies);
        ((string)policies["irsdk-require-mfa"]!["Statement"]![0]!["Condition"]!["BoolIfExists"]!["aws:MultiFactorAuthPresent"]!).Should().Be("false");
        ShowsLockedLogs(account);
        ShowsTicketAndPage(live, (string)report["incident"]!);
    }

    [Fact]
    public async Task Drill_LiveWithoutKeep_LeavesNoUserRoleOrHost()
    {
        await using var live = await LiveAccount.StartAsync();
        live.Drill("credential-compromise", "fourteen-roles", keep: false);

        var account = live.Facts();
        account["users"]!.AsObject().Should().BeEmpty();
        account["roles"]!.AsObject().Should().BeEmpty();
        account["instances"]!.AsArray().Should().OnlyContain(instance => (string)instance!["state"]! == "terminated");
    }

    private static void RevokedBefore(JsonNode policies)
    {
        var before = (string)policies["AWSRevokeOlderSessions"]!["Statement"]![0]!["Condition"]!["DateLessThan"]!["aws:TokenIssueTime"]!;
        before.Should().EndWith("Z");
        DateTimeOffset.Parse(before, CultureInfo.InvariantCulture).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(20), "by the server's clock, in UTC");
    }

    /// <summary>Every interface of the host is in the isolation group alone, which lets nothing out, and every volume of it was snapshotted before.</summary>
    private static void ShowsIsolated(JsonNode account, string incident, int interfaces = 2)
    {
        var host = account["instances"]!.AsArray().Single(instance => instance!["interfaces"]!.AsArray().Count == interfaces)!;
        host["interfaces"]!.AsArray().Should().OnlyContain(groups => groups!.AsArray().Count == 1 && ((string)groups[0]!).StartsWith("irsdk-isolation", StringComparison.Ordinal));
        host["egress"]!.AsArray().Should().BeEmpty();
        account["snapshots"]!.AsArray().Where(one => (string?)one!["tags"]!["irsdk:incident"] == incident && one["tags"]!["irsdk:requested-at"] is not null).Select(one => (string)one!["volume"]!)
            .Should().BeEquivalentTo(host["volumes"]!.AsArray().Select(volume => (string)volume!));
        var calls = account["calls"]!.AsArray().Select(call => (string)call!).ToList();
        calls.LastIndexOf("CreateSnapshots").Should().BePositive().And.BeLessThan(calls.IndexOf("ModifyNetworkInterfaceAttribute"), "the server's own record says what came first");
    }

    private static void ShowsLockedLogs(JsonNode account)
    {
        var evidence = account["evidence"]!.AsArray();
        evidence.Count(item => ((string)item!["key"]!).Contains("CloudTrail", StringComparison.Ordinal) && ((string)item["key"]!).EndsWith(".json.gz", StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(72);
        evidence.Should().OnlyContain(item => (string?)item!["mode"] == "COMPLIANCE");
        var now = TimeProvider.System.GetUtcNow();
        evidence.Select(item => DateTimeOffset.Parse((string)item!["until"]!, CultureInfo.InvariantCulture))
            .Should().OnlyContain(until => until > now.AddHours(23) && until < now.AddHours(25), "the retention of the options, one day, is set and shows");
    }

    private static string ShowsTicketAndPage(LiveAccount live, string incident)
    {
        var outbox = live.Cli.PathOf(Path.Combine("live-drill", "outbox"));
        File.ReadAllText(Path.Combine(outbox, $"{incident}.page.md")).Should().Contain("Ticket: file:");
        return File.ReadAllText(Path.Combine(outbox, $"{incident}.ticket.md"));
    }
}
