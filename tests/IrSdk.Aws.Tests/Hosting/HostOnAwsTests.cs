using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Host.Tests;

namespace IrSdk.Aws.Tests.Hosting;

/// <summary>The built host with provider <c>aws</c>: what it does, boto3 and the server's own record of calls tell.</summary>
public sealed class HostOnAwsTests(ITestOutputHelper output)
{
    internal const string Playbook = "credential-compromise";

    [Fact]
    public async Task Host_GuardDutyFinding_IsContainedInTheAccountAndAnchoredInTheBucket()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var key = live.Boto3("""print(client("kms").create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]["KeyId"])""");
        live.AwsFile(new JsonObject { ["anchorKey"] = key, ["journalName"] = "host" }, "us-east-1");
        var finding = GuardDutyFinding(live.Stage(Playbook, "fourteen-roles"));
        using var repository = new PlaybookRepository();
        using var host = Start(repository, live);
        await host.StartAsync();
        await host.SignInAsync();

        using var answer = await host.SendAsync(finding);
        var incident = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("alerts")[0].GetProperty("incident").GetString()!;
        await ContainedAsync(host, incident);

        ContainedOnce(live.Facts());
        Directory.GetFiles(Path.Combine(host.Data, "outbox"), "*.md").Select(Path.GetFileName).Should().BeEquivalentTo([$"{incident}.ticket.md", $"{incident}.page.md"]);
        host.Stop();
        live.Facts()["evidence"]!.AsArray().Select(one => (string)one!["key"]!).Should().Contain(name => name.StartsWith("anchors/host/", StringComparison.Ordinal));
        var verified = live.Ir("journal", "verify", host.JournalFile, "--aws", "aws.json");
        verified.ExitCode.Should().Be(0, verified.Output + verified.Error);
    }

    [Fact]
    public async Task Host_KilledWhileItContains_GoesOnAndDoublesNothing()
    {
        var (calls, next) = (0, 60);
        HostProcess? victim = null;
        await using var live = await LiveAccount.StartWithoutAgentsAsync(() =>
        {
            if (Volatile.Read(ref victim) is { } alive && Interlocked.Increment(ref calls) == next)
            {
                alive.Kill();
            }
        });
        var finding = GuardDutyFinding(live.Stage(Playbook, "fourteen-roles"));
        using var repository = new PlaybookRepository();
        using var host = Start(repository, live);
        await host.StartAsync();
        Volatile.Write(ref victim, host);
        using var answer = await host.SendAsync(finding);
        var incident = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("alerts")[0].GetProperty("incident").GetString()!;
        foreach (var moment in new[] { 140, 400, int.MaxValue })
        {
            await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.HasExited ? true : null), $"the host should die at call {next}");
            output.WriteLine($"killed at call {next}");
            next = moment;
            await host.StartAsync();
        }

        await host.SignInAsync();
        await ContainedAsync(host, incident);

        ContainedOnce(live.Facts());
    }

    [Theory]
    [InlineData("""{ "regions": ["mars-north-1", "us-east-1"], "ownAccountOnly": true, "evidenceBucket": "evidence" }""", "no region mars-north-1")]
    [InlineData("""{ "regoins": ["us-east-1"] }""", "regoins")]
    [InlineData("""{ "anchorKey": "k", "ownAccountOnly": true, "regions": ["us-east-1"] }""", "no journalName")]
    public async Task Host_OptionsThatCannotBeMeant_SaysSoAndDoesNotStart(string options, string said)
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        live.Cli.Write("aws.json", options);

        // A server that is asked for the first time may take longer than a start waits.
        live.Boto3("client('ec2').describe_regions(); client('sts').get_caller_identity(); client('s3').list_buckets()");
        using var repository = new PlaybookRepository();
        using var host = Start(repository, live);

        host.Launch();

        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.HasExited ? true : null), "the host should not start");
        host.ExitCode.Should().Be(2);
        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.Output.Contains(said, StringComparison.Ordinal) ? true : null), "it should say why");
        host.Output.Should().NotContain("   at ", "a sentence is enough");
    }

    [Fact]
    public async Task Host_ProviderAwsWithoutAFile_SaysWhatToName()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Provider=aws");

        host.Launch();

        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.HasExited && host.Output.Contains("Aws names no file", StringComparison.Ordinal) ? true : null), "it should say what is missing");
        host.ExitCode.Should().Be(2);
    }

    internal static HostProcess Start(PlaybookRepository repository, LiveAccount live)
    {
        var host = new HostProcess(repository, "--IrSdk:Provider=aws", $"--IrSdk:Aws={live.Cli.PathOf("aws.json")}", "--IrSdk:HoldFor=00:00:00");
        foreach (var (name, value) in live.Environment.Where(one => one.Value is not null))
        {
            host.Environment[name] = value!;
        }

        return host;
    }

    /// <summary>A finding of GuardDuty in its envelope, of the key and the host that the stage has.</summary>
    internal static string GuardDutyFinding(string staged)
    {
        var resources = JsonNode.Parse(File.ReadAllText(staged))!["resources"]!.AsArray();
        JsonNode Of(string type) => resources.First(one => (string)one!["type"]! == type)!;
        var finding = JsonNode.Parse(File.ReadAllText(PlaybookRepository.Recording(Playbook, "anomalous-credential-access")))!;
        var account = MotoServer.Account.ToString();
        finding["account"] = account;
        finding["detail"]!["accountId"] = account;
        finding["detail"]!["severity"] = 8.0;
        finding["detail"]!["service"]!["resourceRole"] = "ACTOR";
        finding["detail"]!["resource"] = new JsonObject
        {
            ["resourceType"] = "AccessKey",
            ["accessKeyDetails"] = new JsonObject { ["accessKeyId"] = (string)Of("access-key")["id"]!, ["userType"] = "IAMUser", ["userName"] = (string)Of("access-key")["user"]! },
            ["instanceDetails"] = new JsonObject { ["instanceId"] = (string)Of("instance")["id"]! },
        };
        return finding.ToJsonString();
    }

    internal static async Task ContainedAsync(HostProcess host, string incident)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var one = (await host.GetAsync("/api/incidents")).EnumerateArray().Single();
            if (one.TryGetProperty("ended", out var ended))
            {
                one.GetProperty("id").GetString().Should().Be(incident);
                ended.GetString().Should().Be("contained", host.Output);
                return;
            }

            waited.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(4), string.Create(CultureInfo.InvariantCulture, $"the incident should end: {host.Output}"));
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
    }

    private static void ContainedOnce(JsonNode account)
    {
        var keys = account["users"]!["deploy-bot"]!["keys"]!.AsObject();
        keys.Select(key => (string)key.Value!).Should().Equal("Inactive");
        account["users"]!["deploy-bot"]!["policies"]!.AsObject().Select(policy => policy.Key).Should().OnlyHaveUniqueItems().And.Contain($"irsdk-revoked-{keys.Single().Key}");
        var host = account["instances"]!.AsArray().Single(one => one!["interfaces"]!.AsArray().Any(groups => groups!.AsArray().Any(group => (string)group! == "irsdk-isolation")))!;
        account["snapshots"]!.AsArray().Select(one => (string)one!["volume"]!).Should().BeEquivalentTo(host["volumes"]!.AsArray().Select(volume => (string)volume!), "each volume has one snapshot");
        var calls = account["calls"]!.AsArray().Select(call => (string)call!).ToList();
        calls.FindLastIndex(call => call.StartsWith("CreateSnapshot", StringComparison.Ordinal)).Should().BePositive().And.BeLessThan(calls.IndexOf("ModifyNetworkInterfaceAttribute"), "volumes come before the swap");
    }
}
