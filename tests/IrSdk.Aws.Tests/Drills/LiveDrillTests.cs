using System.Globalization;
using System.Security.Cryptography;
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

        var account = live.Facts();
        var user = account["users"]!["deploy-bot"]!;
        user["keys"]!.AsObject().Select(key => (string)key.Value!).Should().Equal("Inactive");
        var revoked = account["roles"]!.AsObject().Where(role => role.Value!.AsObject().ContainsKey("AWSRevokeOlderSessions")).ToList();
        revoked.Should().HaveCount(14);
        foreach (var (_, policies) in revoked)
        {
            var before = (string)policies!["AWSRevokeOlderSessions"]!["Statement"]![0]!["Condition"]!["DateLessThan"]!["aws:TokenIssueTime"]!;
            before.Should().EndWith("Z");
            DateTimeOffset.Parse(before, CultureInfo.InvariantCulture).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(20), "by the server's clock, in UTC");
        }

        var host = account["instances"]!.AsArray().Single(instance => instance!["interfaces"]!.AsArray().Count == 2)!;
        var interfaces = host["interfaces"]!.AsArray();
        interfaces.Should().HaveCount(2);
        interfaces.Should().OnlyContain(groups => groups!.AsArray().Count == 1 && (string)groups[0]! == "irsdk-isolation");
        host["egress"]!.AsArray().Should().BeEmpty();
        var incident = (string)report["incident"]!;
        account["snapshots"]!.AsArray().Where(one => (string?)one!["tags"]!["irsdk:incident"] == incident).Select(one => (string)one!["volume"]!)
            .Should().BeEquivalentTo(host["volumes"]!.AsArray().Select(volume => (string)volume!));
        var calls = account["calls"]!.AsArray().Select(call => (string)call!).ToList();
        calls.LastIndexOf("CreateSnapshots").Should().BePositive().And.BeLessThan(calls.IndexOf("ModifyNetworkInterfaceAttribute"), "the server's own record says what came first");
        var evidence = account["evidence"]!.AsArray();
        evidence.Count(item => ((string)item!["key"]!).Contains("CloudTrail", StringComparison.Ordinal) && ((string)item["key"]!).EndsWith(".json.gz", StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(72);
        evidence.Should().OnlyContain(item => (string?)item!["mode"] == "COMPLIANCE");
        var outbox = live.Cli.PathOf(Path.Combine("live-drill", "outbox"));
        File.ReadAllText(Path.Combine(outbox, $"{incident}.ticket.md")).Should().Contain("14 roles");
        File.ReadAllText(Path.Combine(outbox, $"{incident}.page.md")).Should().Contain("Ticket: file:");
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
        var kept = live.Facts()["evidence"]!.AsArray().Select(item => (Key: (string)item!["key"]!, Mode: (string?)item["mode"])).ToList();
        foreach (var name in (string[])["memory.lime", "processes.txt", "scan.txt"])
        {
            kept.Should().ContainSingle(item => item.Key.EndsWith(name, StringComparison.Ordinal) && !item.Key.StartsWith("incoming/", StringComparison.Ordinal))
                .Which.Mode.Should().Be("COMPLIANCE", name);
        }

        var secured = report["evidence"]!.AsArray().Single(record => (string)record!["kind"]! == "memory")!;
        ((string)secured["sha256"]!).Should().Be(Convert.ToHexStringLower(SHA256.HashData(memory)));
    }

    [Theory]
    [InlineData("malware", "crypto-miner", "partlyContained")] // The host is isolated; the scan needs the agent, which this server does not play.
    [InlineData("data-exfiltration", "bucket-emptied", "contained")]
    [InlineData("unauthorized-access", "console-from-tor", "contained")]
    public async Task Drill_LiveOtherPlaybooks_ContainedAndEverythingElseIsAStatedGap(string playbook, string recording, string status)
    {
        await using var live = await LiveAccount.StartAsync();
        var report = live.Drill(playbook, recording, keep: true);

        ((string)report["status"]!).Should().Be(status, report.ToJsonString());
        report["steps"]!.AsArray().Where(step => (string)step!["status"]! == "gap").Select(step => (string)step!["resource"]!["id"]!)
            .Should().BeSubsetOf(report["gaps"]!.AsArray().Select(gap => (string)gap!["resource"]!["id"]!));
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
}
