using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary><c>ir undo --provider aws</c>: what boto3 finds afterwards is what it found before, field by field.</summary>
public sealed class LiveUndoTests
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
        if (live.Facts()["instances"]!.AsArray().Count > 0)
        {
            await live.ServeAsync();
        }

        var before = live.Facts();
        var responded = live.Respond(playbook, alert);
        responded.Output.Should().StartWith("{", responded.Error);
        var contained = Values(live.Facts());
        contained.Except(Values(before)).Should().NotBeEmpty("there must be something to undo");

        Undo(live, (string)JsonNode.Parse(responded.Output)!["incident"]!, "j.db");

        Values(live.Facts()).Should().Equal(Values(before));
    }

    [Theory]
    [InlineData("credential-compromise", "fourteen-roles")]
    [InlineData("data-exfiltration", "bucket-emptied")]
    [InlineData("unauthorized-access", "console-from-tor")]
    public async Task Undo_AfterAKeptDrill_NothingHoldsTheAccount(string playbook, string recording)
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        var report = live.Drill(playbook, recording, keep: true);
        Held(live.Facts()).Should().NotBeEmpty();

        Undo(live, (string)report["incident"]!, Path.Combine("live-drill", $"{recording}.journal.db"));

        Held(live.Facts()).Should().BeEmpty();
    }

    private static void Undo(LiveAccount live, string incident, string journal)
    {
        var undone = live.Ir("undo", incident, "--by", "someone", "--provider", "aws", "--aws", "aws.json", "--journal", journal, "--json");
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
