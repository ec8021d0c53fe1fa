using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary><c>ir undo --provider aws</c>: what boto3 finds afterwards is what it found before, field by field.</summary>
public sealed partial class LiveUndoTests
{
    /// <summary>What containment changes, and undo gives back. Snapshots, evidence and the isolation group stay, and the log of calls grows.</summary>
    private static readonly string[] Fields = ["users", "roles", "trusts", "instances", "interfaces", "groups", "serving", "buckets"];

    [Theory]
    [InlineData("credential-compromise", "fourteen-roles")]
    [InlineData("malware", "crypto-miner")]
    [InlineData("data-exfiltration", "bucket-emptied")]
    [InlineData("unauthorized-access", "console-from-tor")]
    public async Task Undo_AfterAResponse_EveryFieldIsAsBefore(string playbook, string recording)
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var alert = live.Stage(playbook, recording);
        if (live.Facts("instances")["instances"]!.AsArray().Count > 0)
        {
            await live.ServeAsync();
        }

        var before = live.Facts(Fields);
        var responded = live.Respond(playbook, alert);
        responded.Output.Should().StartWith("{", responded.Error);
        var contained = Values(live.Facts(Fields));
        contained.Except(Values(before)).Should().NotBeEmpty("there must be something to undo");

        Undo(live, (string)JsonNode.Parse(responded.Output)!["incident"]!, "j.db");

        Values(live.Facts(Fields)).Should().Equal(Values(before));
    }

    [Theory]
    [InlineData("credential-compromise", "fourteen-roles")]
    [InlineData("data-exfiltration", "bucket-emptied")]
    [InlineData("unauthorized-access", "console-from-tor")]
    public async Task Undo_AfterAKeptDrill_NothingHoldsTheAccount(string playbook, string recording)
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var report = live.Drill(playbook, recording, keep: true);
        Held(live.Facts("users", "roles", "instances", "buckets")).Should().NotBeEmpty();

        Undo(live, (string)report["incident"]!, Path.Combine("live-drill", $"{recording}.journal.db"));

        Held(live.Facts("users", "roles", "instances", "buckets")).Should().BeEmpty();
    }

    [Fact]
    public async Task Run_InText_TheCommandThatItsLastLineNamesTakesItBack()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var run = live.Ir([.. LiveAccount.RunArguments("unauthorized-access", live.Stage("unauthorized-access", "console-from-tor")).SkipLast(1)]);
        run.ExitCode.Should().Be(0, run.Output + run.Error);
        Held(live.Facts("users", "roles", "instances", "buckets")).Should().NotBeEmpty();

        var named = UndoCommand().Match(run.Output.ReplaceLineEndings(" "));
        var undone = live.Ir(named.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        undone.ExitCode.Should().Be(0, run.Output + undone.Error);
        Held(live.Facts("users", "roles", "instances", "buckets")).Should().BeEmpty();
    }

    [Fact]
    public async Task Undo_InstanceProfileWasReplaced_GivesItBack()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        live.AwsFile(new JsonObject { ["replacesInstanceProfile"] = true }, "us-east-1");
        var alert = live.Stage("data-exfiltration", "bucket-emptied");
        live.Boto3("""
            iam, ec2 = client("iam"), client("ec2")
            for name in ("web", "irsdk-isolation"):
                iam.create_instance_profile(InstanceProfileName=name)
            host = ec2.describe_instances()["Reservations"][0]["Instances"][0]
            if "IamInstanceProfile" not in host:
                ec2.associate_iam_instance_profile(InstanceId=host["InstanceId"], IamInstanceProfile={"Name": "web"})
            """);
        var before = live.Facts(Fields);
        var responded = live.Respond("data-exfiltration", alert);
        Profile(live).Should().EndWith("/irsdk-isolation");

        Undo(live, (string)JsonNode.Parse(responded.Output)!["incident"]!, "j.db");

        Profile(live).Should().Be((string?)before["instances"]![0]!["profile"]).And.NotBeNull();
        Values(live.Facts(Fields)).Should().Equal(Values(before));
    }

    [Fact]
    public async Task DrillAndUndo_AnchorKey_AnchorEachJournalUnderItsOwnName()
    {
        const string Recording = "console-from-tor";
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var key = live.Boto3("""print(client("kms").create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]["KeyId"])""");
        live.AwsFile(new JsonObject { ["anchorKey"] = key, ["journalName"] = "team" }, "us-east-1");
        var incident = (string)live.Drill("unauthorized-access", Recording, keep: true)["incident"]!;
        var (journal, file) = (Path.Combine("live-drill", $"{Recording}.journal.db"), Path.Combine("live-drill", $"{Recording}.aws.json"));
        var drilled = Anchors(live);
        drilled.Should().NotBeEmpty().And.OnlyContain(name => name.StartsWith($"anchors/team-drill-{Recording}-", StringComparison.Ordinal));
        live.Ir("journal", "verify", journal, "--aws", file).ExitCode.Should().Be(0);

        Undo(live, incident, journal, file);

        Anchors(live).Should().HaveCountGreaterThan(drilled.Count).And.OnlyContain(name => name.StartsWith($"anchors/team-drill-{Recording}-", StringComparison.Ordinal));
        live.Ir("journal", "verify", journal, "--aws", file).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Undo_AnchorsOfAnotherJournalUnderTheName_SaysSoAndAddsNone()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var key = live.Boto3("""print(client("kms").create_key(KeyUsage="SIGN_VERIFY", KeySpec="ECC_NIST_P256")["KeyMetadata"]["KeyId"])""");
        var anchoring = new JsonObject { ["anchorKey"] = key, ["journalName"] = "team" };
        live.AwsFile(anchoring, "us-east-1");
        live.Respond("unauthorized-access", live.Stage("unauthorized-access", "console-from-tor"));
        var anchored = Anchors(live);
        anchored.Should().NotBeEmpty();
        File.Move(live.Cli.PathOf("j.db"), live.Cli.PathOf("kept.db"));
        live.AwsFile("us-east-1");
        var other = live.Respond("data-exfiltration", live.Stage("data-exfiltration", "bucket-emptied"));
        live.AwsFile(anchoring, "us-east-1");

        var undone = live.Ir(Arguments((string)JsonNode.Parse(other.Output)!["incident"]!, "j.db", "aws.json"));

        undone.ExitCode.Should().Be(0, undone.Error);
        undone.Error.Should().Contain("does not stand as it was anchored under its journalName");
        Anchors(live).Should().Equal(anchored);
    }

    [GeneratedRegex("'ir (undo [^']+)' takes it back", RegexOptions.None, 1000)]
    private static partial Regex UndoCommand();

    private static string? Profile(LiveAccount live) => (string?)live.Facts("instances")["instances"]![0]!["profile"];

    private static List<string> Anchors(LiveAccount live) =>
        [.. live.Facts("evidence")["evidence"]!.AsArray().Select(one => (string)one!["key"]!).Where(name => name.StartsWith("anchors/", StringComparison.Ordinal))];

    private static string[] Arguments(string incident, string journal, string file) =>
        ["undo", incident, "--by", "someone", "--provider", "aws", "--aws", file, "--journal", journal, "--json"];

    private static void Undo(LiveAccount live, string incident, string journal, string file = "aws.json")
    {
        var undone = live.Ir(Arguments(incident, journal, file));
        undone.ExitCode.Should().Be(0, $"{undone.Output} {undone.Error}".Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        ((string)JsonNode.Parse(undone.Output)!["status"]!).Should().Be("undone");
    }

    /// <summary>Everything about the account that a containment of ours leaves.</summary>
    private static List<string> Held(JsonNode account) =>
    [
        .. account["users"]!.AsObject().SelectMany(user => user.Value!["policies"]!.AsObject().Select(policy => $"{user.Key} has {policy.Key}")),
        .. account["users"]!.AsObject().SelectMany(user => user.Value!["keys"]!.AsObject().Where(key => (string)key.Value! != "Active").Select(key => $"{key.Key} is off")),
        .. account["roles"]!.AsObject().SelectMany(role => role.Value!.AsObject().Select(policy => policy.Key).Where(name => name.Contains("Revoke", StringComparison.Ordinal)).Select(name => $"{role.Key} has {name}")),
        .. account["instances"]!.AsArray().Where(host => host!["interfaces"]!.AsArray().Any(groups => groups!.AsArray().Any(group => (string)group! == "irsdk-isolation"))).Select(host => $"{host!["id"]} is isolated"),
        .. account["instances"]!.AsArray().Where(host => (bool)host!["terminationProtected"]!).Select(host => $"{host!["id"]} refuses termination"),
        .. account["buckets"]!.AsObject().Where(bucket => ((string?)bucket.Value!["policy"])?.Contains("Deny", StringComparison.Ordinal) == true).Select(bucket => $"{bucket.Key} is closed"),
    ];

    /// <summary>Every value with its path, one a line.</summary>
    private static IEnumerable<string> Values(JsonNode account)
    {
        var groups = account["groups"]!.AsObject();
        foreach (var isolation in groups.Where(group => ((string)group.Value!["name"]!).StartsWith("irsdk-isolation", StringComparison.Ordinal)).Select(group => group.Key).ToList())
        {
            groups.Remove(isolation);
        }

        return Fields.SelectMany(field => Values(field, account[field])).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Values(string path, JsonNode? node) => node switch
    {
        JsonObject some => some.SelectMany(one => Values($"{path}.{one.Key}", one.Value)).Append($"{path} has {some.Count}"),
        JsonArray many => many.SelectMany((one, at) => Values($"{path}.{at}", one)).Append($"{path} has {many.Count}"),
        null => [$"{path} = nothing"],
        _ => [$"{path} = {node.ToJsonString()}"],
    };
}
