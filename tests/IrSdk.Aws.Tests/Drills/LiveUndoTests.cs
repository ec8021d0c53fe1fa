using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;

namespace IrSdk.Aws.Tests;

/// <summary><c>ir undo --provider aws</c>: what boto3 finds afterwards is what it found before.</summary>
public sealed class LiveUndoTests
{
    /// <summary>What containment changes, and undo gives back. Snapshots and evidence stay, and the log of calls grows.</summary>
    private static readonly string[] Fields = ["users", "roles", "instances", "buckets"];

    [Theory]
    [InlineData("credential-compromise", "fourteen-roles")]
    [InlineData("malware", "crypto-miner")]
    [InlineData("data-exfiltration", "bucket-emptied")]
    [InlineData("unauthorized-access", "console-from-tor")]
    public async Task Undo_AfterAResponse_EveryFieldIsAsBefore(string playbook, string recording)
    {
        await using var live = await LiveAccount.StartAsync();
        var alert = live.Stage(playbook, recording);
        var before = live.Facts();
        var responded = live.Respond(playbook, alert);
        responded.Output.Should().StartWith("{", responded.Error);
        Said(live.Facts()).Should().NotBe(Said(before), "there must be something to undo");

        var incident = (string)JsonNode.Parse(responded.Output)!["incident"]!;
        var undone = live.Ir("undo", incident, "--by", "someone", "--provider", "aws", "--aws", "aws.json", "--journal", "j.db", "--json");

        undone.ExitCode.Should().Be(0, undone.Output + undone.Error);
        Said(live.Facts()).Should().Be(Said(before));
    }

    private static string Said(JsonNode account) => string.Join('\n', Fields.Select(field => account[field]!.ToJsonString()));
}
