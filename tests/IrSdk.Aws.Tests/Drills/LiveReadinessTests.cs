using System.Text.Json;
using System.Text.Json.Nodes;
using IrSdk.Cli.Tests;
using Json.Schema;

namespace IrSdk.Aws.Tests;

/// <summary><c>ir readiness</c> and <c>ir policy</c>, as whoever prepares an account runs them.</summary>
public sealed class LiveReadinessTests
{
    [Fact]
    public async Task Readiness_AccountWithNothing_SaysWhatToDoForEachItem()
    {
        await using var live = await LiveAccount.StartAsync();

        var json = live.Ir("readiness", "--aws", "aws.json", "--json");
        var table = live.Ir("readiness", "--aws", "aws.json");

        json.ExitCode.Should().Be(1, json.Error);
        table.ExitCode.Should().Be(1, table.Error);
        var schema = JsonSchema.FromText(File.ReadAllText(Path.Combine(Cli.Tests.Cli.Repository, "src", "IrSdk.Cli", "Schemas", "readiness.schema.json")));
        schema.Evaluate(JsonDocument.Parse(json.Output).RootElement).IsValid.Should().BeTrue(json.Output);
        var items = JsonNode.Parse(json.Output)!.AsArray();
        items.Should().HaveCount(9);
        items.Where(item => (string)item!["status"]! != "ready").Should().OnlyContain(item => !string.IsNullOrWhiteSpace((string?)item!["toDo"]));
        table.Output.Should().ContainAll(items.Select(item => (string)item!["name"]!));
    }

    [Fact]
    public void Policy_AllPlaybooks_KeepsTheRolesApart()
    {
        using var cli = new Cli.Tests.Cli();

        var result = cli.Run(["policy", .. Directory.GetDirectories(Cli.Tests.Cli.Playbooks)]);

        result.ExitCode.Should().Be(0, result.Error);
        var policies = JsonNode.Parse(result.Output)!;
        var evidence = Actions(policies["evidenceRole"]!);
        var containment = Actions(policies["containmentRole"]!);
        evidence.Where(action => action.StartsWith("iam:", StringComparison.Ordinal)).Should().NotBeEmpty()
            .And.OnlyContain(action => action.StartsWith("iam:Get", StringComparison.Ordinal) || action.StartsWith("iam:List", StringComparison.Ordinal) || action.StartsWith("iam:Generate", StringComparison.Ordinal));
        evidence.Concat(containment).Should().NotContain(action => action.Contains('*', StringComparison.Ordinal));
        containment.Should().Contain("iam:UpdateAccessKey").And.NotContain(["s3:GetObject", "cloudtrail:LookupEvents"]);
        policies.AsObject().Select(role => role.Value!.ToJsonString().Length).Should().OnlyContain(length => length <= 10_240, "a role's inline policies hold no more");
    }

    [Fact]
    public void Policy_OfOnePlaybook_HoldsNothingOfTheOthers()
    {
        using var cli = new Cli.Tests.Cli();

        var result = cli.Run("policy", Path.Combine(Cli.Tests.Cli.Playbooks, "unauthorized-access"));

        result.ExitCode.Should().Be(0, result.Error);
        Actions(JsonNode.Parse(result.Output)!["containmentRole"]!).Should().NotContain(["s3:PutBucketPolicy", "ec2:ModifyNetworkInterfaceAttribute"]);
    }

    [Fact]
    public void Policy_WithTheHostsQueues_HoldsWhatTheHostCallsAndNothingMore()
    {
        const string Queue = "arn:aws:sqs:eu-west-1:111122223333:irsdk-alerts";
        using var cli = new Cli.Tests.Cli();
        string[] policy = ["policy", Path.Combine(Cli.Tests.Cli.Playbooks, "unauthorized-access")];

        var result = cli.Run([.. policy, "--alert-queue", Queue, "--parking-queue", $"{Queue}-parked"]);

        result.ExitCode.Should().Be(0, result.Error);
        JsonNode.Parse(result.Output)!["responder"]!["Statement"]!.AsArray().Where(one => ((string)one!["Resource"]!).Contains(":sqs:", StringComparison.Ordinal))
            .Select(one => ((string)one!["Resource"]!, string.Join(' ', one["Action"]!.AsArray().Select(action => (string)action!))))
            .Should().Equal((Queue, "sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:ReceiveMessage"), ($"{Queue}-parked", "sqs:SendMessage"));
        Actions(JsonNode.Parse(cli.Run(policy).Output)!["responder"]!).Should().NotContain(action => action.StartsWith("sqs:", StringComparison.Ordinal));
        cli.Run([.. policy, "--alert-queue", "irsdk-alerts"]).Error.Should().Contain("is no queue; write its ARN");
        cli.Run([.. policy, "--parking-queue", Queue]).ExitCode.Should().Be(2);
    }

    private static List<string> Actions(JsonNode policy) =>
    [
        .. policy["Statement"]!.AsArray().SelectMany(statement => statement!["Action"] switch
        {
            JsonArray many => many.Select(one => (string)one!),
            { } one => [(string)one!],
            null => [],
        }),
    ];
}
