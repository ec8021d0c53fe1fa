using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary>
/// <c>ir drill --live</c> as its users run it, against an account of its own server; what came of it is asked for through boto3.
/// CloudTrail's event history and the SSM agent are not played by this server: their evidence is a stated gap.
/// </summary>
public sealed class LiveDrillTests : IAsyncDisposable
{
    private const string Bucket = "evidence-of-drills";

    private readonly MotoServer moto = new();
    private readonly Cli.Tests.Cli cli = new();

    public async ValueTask DisposeAsync()
    {
        cli.Dispose();
        await moto.DisposeAsync();
    }

    [Fact]
    public async Task Drill_LiveCredentialCompromise_TheAccountShowsItContained()
    {
        var report = await DrillAsync("credential-compromise", "fourteen-roles", keep: true);

        var account = Account();
        var user = account["users"]!["deploy-bot"]!;
        user["keys"]!.AsObject().Select(key => (string)key.Value!).Should().Equal("Inactive");
        var revoked = account["roles"]!.AsObject().Where(role => role.Value!.AsObject().ContainsKey("AWSRevokeOlderSessions")).ToList();
        revoked.Should().HaveCount(14);
        foreach (var (_, policies) in revoked)
        {
            var before = (string)policies!["AWSRevokeOlderSessions"]!["Statement"]![0]!["Condition"]!["DateLessThan"]!["aws:TokenIssueTime"]!;
            before.Should().EndWith("Z");
            DateTimeOffset.Parse(before, CultureInfo.InvariantCulture).Should().BeCloseTo(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5), "by the server's clock, in UTC");
        }

        var host = account["instances"]!.AsArray().Single()!;
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
        var outbox = cli.PathOf(Path.Combine("live-drill", "outbox"));
        File.ReadAllText(Path.Combine(outbox, $"{incident}.ticket.md")).Should().Contain("14 roles");
        File.ReadAllText(Path.Combine(outbox, $"{incident}.page.md")).Should().Contain("Ticket: file:");
    }

    [Theory]
    [InlineData("malware", "crypto-miner")]
    [InlineData("data-exfiltration", "bucket-emptied")]
    [InlineData("unauthorized-access", "console-from-tor")]
    public async Task Drill_LiveOtherPlaybooks_ContainedAndEverythingElseIsAStatedGap(string playbook, string recording)
    {
        var report = await DrillAsync(playbook, recording, keep: true);

        ((string)report["status"]!).Should().Be("contained", report.ToJsonString());
        report["steps"]!.AsArray().Where(step => (string)step!["status"]! == "gap").Select(step => (string)step!["resource"]!["id"]!)
            .Should().BeSubsetOf(report["gaps"]!.AsArray().Select(gap => (string)gap!["resource"]!["id"]!));
    }

    [Fact]
    public async Task Drill_LiveWithoutKeep_LeavesNoUserRoleOrHost()
    {
        await DrillAsync("credential-compromise", "fourteen-roles", keep: false);

        var account = Account();
        account["users"]!.AsObject().Should().BeEmpty();
        account["roles"]!.AsObject().Should().BeEmpty();
        account["instances"]!.AsArray().Should().OnlyContain(instance => (string)instance!["state"]! == "terminated");
    }

    private async Task<JsonNode> DrillAsync(string playbook, string recording, bool keep)
    {
        await moto.InitializeAsync();
        using var http = new HttpClient();
        using var started = await http.PostAsync(new Uri(moto.Url, "/moto-api/recorder/start-recording"), null, TestContext.Current.CancellationToken);
        started.EnsureSuccessStatusCode();
        var aws = cli.Write("aws.json", JsonSerializer.Serialize(new { ownAccountOnly = true, evidenceBucket = Bucket, regions = new[] { "us-east-1" }, retentionDays = 1 }));
        List<string> arguments = ["drill", Path.Combine(Cli.Tests.Cli.Playbooks, playbook), "--live", "--aws", aws, "--recording", recording, "--json"];
        if (keep)
        {
            arguments.Add("--keep");
        }

        var command = cli.Command(arguments);
        foreach (var (name, value) in new[]
        {
            ("AWS_ENDPOINT_URL", moto.Url.AbsoluteUri.TrimEnd('/')), ("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), ("AWS_EC2_METADATA_DISABLED", "true"),
        })
        {
            command.Environment[name] = value;
        }

        var result = Run(command);
        result.Output.Should().StartWith("[", result.Error);
        return JsonNode.Parse(result.Output)!.AsArray().Single()!;
    }

    private JsonNode Account()
    {
        var script = Path.Combine(Cli.Tests.Cli.Repository, "tests", "IrSdk.Aws.Tests", "Drills", "account.py");
        var result = Run(new("python3", [script, moto.Url.AbsoluteUri.TrimEnd('/'), Bucket]) { RedirectStandardOutput = true, RedirectStandardError = true });
        result.ExitCode.Should().Be(0, result.Error);
        return JsonNode.Parse(result.Output)!;
    }

    private static CliResult Run(ProcessStartInfo command)
    {
        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
