using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary>What stops a run on AWS before it begins: one clear sentence on the error stream, exit code 2, nothing done.</summary>
public sealed class LiveRefusalTests
{
    private const string Playbook = "malware";

    [Theory]
    [InlineData("run")]
    [InlineData("readiness")]
    [InlineData("drill")]
    public async Task Command_WithoutCredentials_SaysSo(string command)
    {
        await using var live = await LiveAccount.StartAsync();
        foreach (var variable in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            live.Environment.TryAdd(variable, null);
        }

        live.Environment["AWS_ACCESS_KEY_ID"] = live.Environment["AWS_SECRET_ACCESS_KEY"] = null;
        live.Environment["HOME"] = Directory.CreateDirectory(live.Cli.PathOf("nobody")).FullName;
        string[] arguments = command switch
        {
            "run" => LiveAccount.RunArguments(Playbook, Host(live)),
            "readiness" => ["readiness", "--aws", "aws.json"],
            _ => ["drill", Path.Combine(Cli.Tests.Cli.Playbooks, Playbook), "--live", "--aws", "aws.json"],
        };

        Refused(live.Ir(arguments), "No AWS credentials were found");
    }

    [Fact]
    public async Task Run_HostInARegionOutside_NamesTheRegion()
    {
        await using var live = await LiveAccount.StartAsync();

        Refused(live.Respond(Playbook, Host(live, region: "eu-west-1")), "eu-west-1 is not among the responder's");
    }

    [Fact]
    public async Task Run_HostThatIsGone_NamesIt()
    {
        await using var live = await LiveAccount.StartAsync();

        Refused(live.Respond(Playbook, Host(live)), "i-0a1b2c3d4e5f60718 does not exist");
    }

    [Fact]
    public async Task Run_HostInAnotherAccount_NamesBoth()
    {
        await using var live = await LiveAccount.StartAsync();

        Refused(live.Respond(Playbook, Host(live, account: "999988887777")), "are of account 123456789012, and the resource is in 999988887777");
    }

    [Fact]
    public async Task Run_PermissionMissing_NamesIt()
    {
        await using var live = await LiveAccount.StartAsync();
        (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]) = live.Powerless();
        await live.PostAsync("reset-auth", "0");
        var user = Alert(live, "unauthorized-access", new { type = "iam-user", id = "deploy-bot", involvement = "suspect" });

        Refused(live.Respond("unauthorized-access", user), "lacks iam:GetUser");
    }

    [Fact]
    public async Task Run_EndpointThatDoesNotAnswer_SaysSoSoon()
    {
        await using var live = await LiveAccount.StartAsync();
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        silent.Stop();
        live.Environment["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{port}";
        var began = Stopwatch.GetTimestamp();

        Refused(live.Respond(Playbook, Host(live)), "AWS could not be reached");

        Stopwatch.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Run_HostIsProtected_LeavesItAloneAndSaysSo()
    {
        await using var live = await LiveAccount.StartAsync();
        var alert = live.Stage(Playbook, "crypto-miner");
        live.Cli.Write("guards.json", """{ "protectedTags": ["irsdk:drill"] }""");

        var result = live.Respond(Playbook, alert, "--guards", "guards.json");

        result.ExitCode.Should().Be(1, result.Output + result.Error);
        result.Output.Should().Contain("protected");
        live.Facts()["instances"]![0]!["interfaces"]!.AsArray().Should().OnlyContain(groups => (string)groups![0]! != "irsdk-isolation");
        live.Facts()["calls"]!.AsArray().Select(call => (string)call!).Should().NotContain("ModifyNetworkInterfaceAttribute");
    }

    [Fact]
    public async Task Run_HostWithoutAgent_IsContainedWithAStatedGap()
    {
        await using var live = await LiveAccount.StartAsync();

        var result = live.Respond(Playbook, live.Stage(Playbook, "crypto-miner"));

        var report = JsonNode.Parse(result.Output)!;
        ((string)report["status"]!).Should().Be("contained", result.Output + result.Error);
        report["gaps"]!.AsArray().Where(gap => (string)gap!["kind"]! == "processes").Select(gap => (string)gap!["reason"]!)
            .Should().ContainSingle().Which.Should().Contain("agent");
    }

    private static void Refused(CliResult result, string sentence)
    {
        result.ExitCode.Should().Be(2, result.Output + result.Error);
        result.Error.Should().Contain(sentence);
        result.Error.TrimEnd().Split('\n').Should().ContainSingle("one sentence says it");
        result.Output.Should().BeEmpty();
    }

    private static string Host(LiveAccount live, string account = "123456789012", string region = "us-east-1") =>
        Alert(live, "malware", new { type = "instance", id = "i-0a1b2c3d4e5f60718", involvement = "suspect" }, account, region);

    private static string Alert(LiveAccount live, string kind, object resource, string account = "123456789012", string region = "us-east-1") => live.Cli.Write("the.alert.json", JsonSerializer.Serialize(new
    {
        schema = "irsdk.alert/v1",
        id = "one",
        source = "a test",
        title = "Something is wrong",
        kind,
        confidence = 90,
        severity = "high",
        firstSeen = TimeProvider.System.GetUtcNow(),
        lastSeen = TimeProvider.System.GetUtcNow(),
        account,
        region,
        resources = new[] { resource },
    }));
}
