using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary>What stops a command on AWS before it begins: one clear sentence on the error stream, exit code 2, and by the server's own record nothing changed.</summary>
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
        WithoutCredentials(live);

        await RefusedAsync(live, live.Ir(Arguments(live, command)), "No AWS credentials were found");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("readiness")]
    [InlineData("drill")]
    public async Task Command_WithCredentialsThatAreNotAccepted_SaysSo(string command)
    {
        await using var live = await LiveAccount.StartAsync();
        (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]) = ("AKIAI44QH8DHBEXAMPLE", "wrong");
        await live.PostAsync("reset-auth", "0");

        await RefusedAsync(live, live.Ir(Arguments(live, command)), "AWS does not accept the credentials");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("readiness")]
    [InlineData("drill")]
    public async Task Command_EndpointThatDoesNotAnswer_SaysSo(string command)
    {
        await using var live = await LiveAccount.StartAsync();
        live.Environment["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{FreePort.Take()}";

        await RefusedAsync(live, live.Ir(Arguments(live, command)), "AWS could not be reached");
    }

    [Fact]
    public async Task Policy_WithoutCredentials_NeedsNoneAndCallsNobody()
    {
        await using var live = await LiveAccount.StartAsync();
        WithoutCredentials(live);

        var result = live.Ir("policy", Path.Combine(Cli.Tests.Cli.Playbooks, Playbook), "--aws", "aws.json");

        result.ExitCode.Should().Be(0, result.Error);
        await NothingChangedAsync(live);
    }

    [Fact]
    public async Task Run_HostInARegionOutside_NamesTheRegion()
    {
        await using var live = await LiveAccount.StartAsync();

        await RefusedAsync(live, live.Respond(Playbook, Host(live, region: "eu-west-1")), "eu-west-1 is not among the responder's");
    }

    [Theory]
    [InlineData("run", "us-esat-1")]
    [InlineData("readiness", "us-esat-1")]
    [InlineData("drill", "us-esat-1")]
    [InlineData("run", "us-east-1", "us-esat-1")]
    public async Task Command_RegionThatDoesNotExist_SaysSo(string command, params string[] regions)
    {
        await using var live = await LiveAccount.StartAsync();
        live.AwsFile(regions);

        await RefusedAsync(live, command == "run" ? live.Respond(Playbook, Host(live, region: regions[0])) : live.Ir(Arguments(live, command)), "AWS has no region us-esat-1");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("drill")]
    public async Task Command_EvidenceBucketInAnotherRegion_NamesBoth(string command)
    {
        await using var live = await LiveAccount.StartAsync();
        await BucketElsewhereAsync(live);

        await RefusedAsync(live, live.Ir(Arguments(live, command)), "evidence-of-drills is in eu-west-1, and the options look for it in us-east-1");
    }

    [Fact]
    public async Task Readiness_EvidenceBucketInAnotherRegion_NamesBoth()
    {
        await using var live = await LiveAccount.StartAsync();
        await BucketElsewhereAsync(live);

        var result = live.Ir("readiness", "--aws", "aws.json", "--json");

        result.ExitCode.Should().Be(1, result.Error);
        var item = JsonNode.Parse(result.Output)!.AsArray().Single(item => (string)item!["name"]! == "evidence bucket")!;
        ((string)item["status"]!).Should().Be("missing");
        ((string)item["found"]!).Should().Contain("is in eu-west-1, and the options look for it in us-east-1");
        await NothingChangedAsync(live);
    }

    [Fact]
    public async Task Verify_NoSuchIncidentWrongBucketOrRegion_IsOneSentence()
    {
        await using var live = await LiveAccount.StartAsync();
        var responded = live.Respond("unauthorized-access", live.Stage("unauthorized-access", "console-from-tor"));
        var incident = (string)JsonNode.Parse(responded.Output)!["incident"]!;
        live.Boto3("""client("s3").create_bucket(Bucket="elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})""");
        CliResult Verify(string of) => live.Ir("evidence", "verify", of, "--aws", "aws.json", "--journal", "j.db");
        Verify(incident).ExitCode.Should().Be(0);
        await live.PostAsync("recorder/reset-recording");

        await RefusedAsync(live, Verify("inc-0000000000"), "The journal has no incident inc-0000000000");
        live.AwsFile(new JsonObject { ["evidenceBucket"] = "no-such-bucket" }, "us-east-1");
        await RefusedAsync(live, Verify(incident), "There is no bucket no-such-bucket");
        live.AwsFile(new JsonObject { ["evidenceBucket"] = "elsewhere" }, "us-east-1");
        await RefusedAsync(live, Verify(incident), "elsewhere is in eu-west-1, and the options look for it in us-east-1");
    }

    [Theory]
    [InlineData(false, "no longer exists in us-east-1")]
    [InlineData(true, "us-east-1 is not among the responder's")]
    public async Task Undo_HostIsGoneOrOutOfReach_TakesTheRestBackAndSaysWhatIsLeft(bool isOutOfReach, string sentence)
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var responded = live.Respond("credential-compromise", live.Stage("credential-compromise", "fourteen-roles"));
        var incident = (string)JsonNode.Parse(responded.Output)!["incident"]!;
        var key = live.Facts("users")["users"]!.AsObject().SelectMany(user => user.Value!["keys"]!.AsObject()).Single(one => (string)one.Value! == "Inactive").Key;
        if (isOutOfReach)
        {
            live.AwsFile("eu-west-1");
        }
        else
        {
            live.Boto3("""
                ec2 = client("ec2")
                for host in [host for reservation in ec2.describe_instances()["Reservations"] for host in reservation["Instances"]]:
                    ec2.modify_instance_attribute(InstanceId=host["InstanceId"], DisableApiTermination={"Value": False})
                    ec2.terminate_instances(InstanceIds=[host["InstanceId"]])
                """);
        }

        var undone = live.Ir("undo", incident, "--by", "someone", "--provider", "aws", "--aws", "aws.json", "--journal", "j.db");

        undone.ExitCode.Should().Be(1, undone.Output + undone.Error);
        undone.Output.ReplaceLineEndings(" ").Should().Contain(sentence).And.Contain("is undone in part");
        live.Facts("users")["users"]!.AsObject().SelectMany(user => user.Value!["keys"]!.AsObject()).Single(one => one.Key == key).Value!.ToString().Should().Be("Active");
    }

    [Fact]
    public async Task Run_HostThatIsGone_NamesIt()
    {
        await using var live = await LiveAccount.StartAsync();

        await RefusedAsync(live, live.Respond(Playbook, Host(live)), "i-0a1b2c3d4e5f60718 does not exist");
    }

    [Fact]
    public async Task Run_HostInAnotherAccount_NamesBoth()
    {
        await using var live = await LiveAccount.StartAsync();

        await RefusedAsync(live, live.Respond(Playbook, Host(live, account: "999988887777")), "are of account 123456789012, and the resource is in 999988887777");
    }

    [Fact]
    public async Task Run_AlertThatNamesNothing_TouchesNothing()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        live.Stage(Playbook, "crypto-miner");
        await live.PostAsync("recorder/reset-recording");

        var result = live.Respond(Playbook, Alert(live, "malware", null));

        result.ExitCode.Should().Be(1, result.Error);
        ((string)JsonNode.Parse(result.Output)!["status"]!).Should().Be("notContained");
        var account = live.Facts("users", "buckets", "instances", "calls", "unnarrowed");
        account["unnarrowed"]!.AsArray().Should().BeEmpty();
        account["calls"]!.AsArray().Select(call => (string)call!).Should().NotContain(call => call.StartsWith("Modify", StringComparison.Ordinal)
            || call.StartsWith("Update", StringComparison.Ordinal) || call.StartsWith("Put", StringComparison.Ordinal) || call.StartsWith("Create", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_PermissionMissing_NamesIt()
    {
        await using var live = await LiveAccount.StartAsync();
        await PowerlessAsync(live);
        var user = Alert(live, "unauthorized-access", new { type = "user", id = "deploy-bot", involvement = "suspect" });

        await RefusedAsync(live, live.Respond("unauthorized-access", user), "lacks iam:GetUser");
    }

    /// <summary>The server enforces policies here and plays no simulator: of what EC2 itself can be asked about, one permission is missing.</summary>
    [Fact]
    public async Task Run_DryRunOnePermissionMissing_NamesStepAndPermission_AndChangesNothing()
    {
        await using var live = await LiveAccount.StartAsync();
        var alert = live.Stage(Playbook, "crypto-miner");
        var key = live.Boto3("""
            iam = client("iam")
            iam.create_user(UserName="responder")
            iam.put_user_policy(UserName="responder", PolicyName="most", PolicyDocument='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"ec2:ModifyNetworkInterfaceAttribute","Resource":"*"}]}')
            key = iam.create_access_key(UserName="responder")["AccessKey"]
            print(key["AccessKeyId"], key["SecretAccessKey"])
            """).Split(' ');
        (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]) = (key[0], key[1]);
        await live.PostAsync("reset-auth", "0");
        await live.PostAsync("recorder/reset-recording");

        var result = live.Respond(Playbook, alert, "--dry-run");

        result.ExitCode.Should().Be(1, result.Output + result.Error);
        result.Error.Should().Contain("quarantine").And.Contain("lacks ec2:ModifyNetworkInterfaceAttribute");
        await NothingChangedAsync(live);
    }

    [Fact]
    public async Task Drill_PermissionMissing_NamesIt()
    {
        await using var live = await LiveAccount.StartAsync();
        await PowerlessAsync(live);

        var result = live.Ir(Arguments(live, "drill"));

        result.ExitCode.Should().Be(2, result.Output + result.Error);
        result.Error.Should().Contain("AWS refused PutBucket", "the service names no permission there");
        result.Error.TrimEnd().Split('\n').Should().ContainSingle("one sentence says it");
        await live.PostAsync("reset-auth", "1000000");
        var account = live.Facts("users", "buckets", "instances", "calls", "unnarrowed");
        account["users"]!.AsObject().Select(user => user.Key).Should().Equal("powerless");
        account["buckets"]!.AsObject().Should().BeEmpty();
        account["instances"]!.AsArray().Should().BeEmpty();
    }

    [Fact]
    public async Task Readiness_PermissionMissing_NamesItForEachItem()
    {
        await using var live = await LiveAccount.StartAsync();
        await PowerlessAsync(live);

        var result = live.Ir("readiness", "--aws", "aws.json", "--json");

        result.ExitCode.Should().Be(1, result.Error);
        JsonNode.Parse(result.Output)!.AsArray().Where(item => (string)item!["status"]! == "unknown").Select(item => (string)item!["found"]!)
            .Should().NotBeEmpty().And.OnlyContain(said => said.Contains("lacks ", StringComparison.Ordinal));
        await NothingChangedAsync(live);
    }

    [Fact]
    public async Task UndoAndVerify_ThatCannotBegin_SayWhyAndLeaveTheIncidentToUndo()
    {
        await using var live = await LiveAccount.StartAsync();
        var responded = live.Respond("unauthorized-access", live.Stage("unauthorized-access", "console-from-tor"));
        var incident = (string)JsonNode.Parse(responded.Output)!["incident"]!;
        string[] undo = ["undo", incident, "--by", "someone", "--provider", "aws", "--aws", "aws.json", "--journal", "j.db"];
        string[] verify = ["evidence", "verify", incident, "--aws", "aws.json", "--journal", "j.db"];
        var kept = new Dictionary<string, string?>(live.Environment, StringComparer.Ordinal);
        await live.PostAsync("recorder/reset-recording");

        WithoutCredentials(live);
        await RefusedAsync(live, live.Ir(undo), "No AWS credentials were found");
        await RefusedAsync(live, live.Ir(verify), "No AWS credentials were found");

        foreach (var (name, value) in kept)
        {
            live.Environment[name] = value;
        }

        live.AwsFile("eu-west-1");
        live.Ir(undo).ExitCode.Should().Be(0, "users and roles have no region");
    }

    [Fact]
    public async Task Undo_PermissionMissing_SaysWhichAndCanBeAskedForAgain()
    {
        await using var live = await LiveAccount.StartAsync();
        var responded = live.Respond("unauthorized-access", live.Stage("unauthorized-access", "console-from-tor"));
        var incident = (string)JsonNode.Parse(responded.Output)!["incident"]!;
        string[] undo = ["undo", incident, "--by", "someone", "--provider", "aws", "--aws", "aws.json", "--journal", "j.db"];
        var own = (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]);
        await PowerlessAsync(live);

        var refused = live.Ir(undo);

        await RefusedAsync(live, refused, "lacks iam:GetUser");
        (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]) = own;
        var again = live.Ir(undo);
        again.ExitCode.Should().Be(0, again.Output + again.Error);
    }

    [Fact]
    public async Task Run_HostIsProtected_LeavesItAloneAndSaysSo()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var alert = live.Stage(Playbook, "crypto-miner");
        live.Cli.Write("guards.json", """{ "protectedTags": ["irsdk:drill"] }""");

        var result = live.Respond(Playbook, alert, "--guards", "guards.json");

        result.ExitCode.Should().Be(1, result.Output + result.Error);
        result.Output.Should().Contain("protected");
        var account = live.Facts("users", "buckets", "instances", "calls", "unnarrowed");
        account["instances"]![0]!["interfaces"]!.AsArray().Should().OnlyContain(groups => (string)groups![0]! != "irsdk-isolation");
        account["calls"]!.AsArray().Select(call => (string)call!).Should().Contain("CreateSnapshots", "preservation goes on").And.NotContain("ModifyNetworkInterfaceAttribute");
    }

    [Fact]
    public async Task Run_HostWithoutAgent_IsContainedWithAStatedGapAndNothingIsAskedOfAll()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();

        var result = live.Respond("credential-compromise", live.Stage("credential-compromise", "fourteen-roles"));

        var report = JsonNode.Parse(result.Output)!;
        ((string)report["status"]!).Should().Be("contained");
        report["gaps"]!.AsArray().Where(gap => (string)gap!["kind"]! == "processes").Select(gap => (string)gap!["reason"]!)
            .Should().ContainSingle().Which.Should().Contain("agent");
        live.Facts("unnarrowed")["unnarrowed"]!.AsArray().Should().BeEmpty();
    }

    private static string[] Arguments(LiveAccount live, string command) => command switch
    {
        "run" => LiveAccount.RunArguments(Playbook, Host(live)),
        "readiness" => ["readiness", "--aws", "aws.json"],
        _ => ["drill", Path.Combine(Cli.Tests.Cli.Playbooks, Playbook), "--live", "--aws", "aws.json"],
    };

    private static async Task BucketElsewhereAsync(LiveAccount live)
    {
        live.Boto3("""client("s3").create_bucket(Bucket="evidence-of-drills", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}, ObjectLockEnabledForBucket=True)""");
        await live.PostAsync("recorder/reset-recording");
    }

    private static void WithoutCredentials(LiveAccount live)
    {
        foreach (var variable in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            live.Environment.TryAdd(variable, null);
        }

        live.Environment["AWS_ACCESS_KEY_ID"] = live.Environment["AWS_SECRET_ACCESS_KEY"] = null;
        live.Environment["HOME"] = Directory.CreateDirectory(live.Cli.PathOf("nobody")).FullName;
    }

    private static async Task PowerlessAsync(LiveAccount live)
    {
        (live.Environment["AWS_ACCESS_KEY_ID"], live.Environment["AWS_SECRET_ACCESS_KEY"]) = live.Powerless();
        await live.PostAsync("reset-auth", "0");
        await live.PostAsync("recorder/reset-recording");
    }

    private static async Task RefusedAsync(LiveAccount live, CliResult result, string sentence)
    {
        result.ExitCode.Should().Be(2, result.Output + result.Error);
        result.Error.Should().Contain(sentence);
        result.Error.TrimEnd().Split('\n').Should().ContainSingle("one sentence says it");
        result.Output.Should().NotContainAny("makes", "{", "✔");
        await NothingChangedAsync(live);
    }

    /// <summary>A call that the server refused counts too: it should not have been made.</summary>
    private static async Task NothingChangedAsync(LiveAccount live)
    {
        await live.PostAsync("reset-auth", "1000000");
        live.Facts("calls")["calls"]!.AsArray().Select(call => (string)call!).Should().NotContain(
            call => !new[] { "Describe", "Get", "List", "Lookup", "Head", "GET ", "HEAD ", "Generate", "Simulate" }.Any(read => call.StartsWith(read, StringComparison.Ordinal)));
    }

    private static string Host(LiveAccount live, string account = "123456789012", string region = "us-east-1") =>
        Alert(live, "malware", new { type = "instance", id = "i-0a1b2c3d4e5f60718", involvement = "suspect" }, account, region);

    private static string Alert(LiveAccount live, string kind, object? resource, string account = "123456789012", string region = "us-east-1") => live.Cli.Write("the.alert.json", JsonSerializer.Serialize(new
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
        resources = resource is null ? [] : new[] { resource },
    }));
}
