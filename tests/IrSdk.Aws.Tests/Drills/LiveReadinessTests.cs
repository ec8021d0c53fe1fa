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

    [Theory]
    [InlineData("""{"responderAccount":"12"}""", "'12' is no account of twelve digits")]
    [InlineData("""{"drillAccounts":["twelve"]}""", "'twelve' is no account of twelve digits")]
    [InlineData("""{"regions":[null]}""", "regions names nothing")]
    [InlineData("""{"evidenceBucket":""}""", "evidenceBucket names nothing")]
    [InlineData("""{"evidenceBucket":"Not A Bucket"}""", "'Not A Bucket' is no name of a bucket")]
    [InlineData("""{"evidenceRole":" "}""", "evidenceRole names nothing")]
    [InlineData("""{"retentionDays":0}""", "evidence is kept for a day at least")]
    [InlineData("""{"logDeliveryMinutes":-1}""", "logDeliveryMinutes is less than nothing")]
    [InlineData("""{"region":"us-east-1"}""", "region")]
    [InlineData("[]", "could not be converted")]
    [InlineData("", "cannot be used")]
    public void Command_OptionsThatCannotBeMeant_SaysWhichInOneSentence(string options, string sentence)
    {
        using var cli = new Cli.Tests.Cli();
        cli.Write("aws.json", options);

        var result = cli.Run("readiness", "--aws", "aws.json");

        result.ExitCode.Should().Be(2, result.Error);
        result.Error.Should().Contain(sentence).And.Contain("nothing was done");
        result.Error.TrimEnd().Split('\n').Should().ContainSingle();
    }

    [Fact]
    public void Readiness_AccountThatIsNone_SaysSo()
    {
        using var cli = new Cli.Tests.Cli();

        var result = cli.Run("readiness", "--account", "12");

        result.ExitCode.Should().Be(2, result.Error);
        result.Error.Trim().Should().Be("ir: '12' is no account; give twelve digits with --account.");
    }

    [Fact]
    public void Policy_WithReadiness_LetsTheEvidenceRoleLookToo_AndFitsIntoARole()
    {
        using var cli = new Cli.Tests.Cli();
        string[] playbooks = Directory.GetDirectories(Cli.Tests.Cli.Playbooks);

        var (without, with) = (JsonNode.Parse(cli.Run(["policy", .. playbooks]).Output)!, JsonNode.Parse(cli.Run(["policy", .. playbooks, "--readiness"]).Output)!);

        Actions(without["evidenceRole"]!).Should().NotContain("iam:ListRoles");
        Actions(with["evidenceRole"]!).Should().Contain(["iam:ListRoles", "s3:GetLifecycleConfiguration", "ec2:DescribeFlowLogs"]);
        with["containmentRole"]!.ToJsonString().Should().Be(without["containmentRole"]!.ToJsonString());
        with["evidenceRole"]!.ToJsonString().Length.Should().BeLessThanOrEqualTo(10_240, "a role's inline policies hold no more");
    }

    [Fact]
    public void Policy_ProfilesAreLeftAlone_NobodyMayPassARole()
    {
        using var cli = new Cli.Tests.Cli();

        var result = cli.Run(["policy", .. Directory.GetDirectories(Cli.Tests.Cli.Playbooks)]);

        result.Output.Should().NotContain("iam:PassRole").And.NotContain("ec2:ReplaceIamInstanceProfileAssociation");
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
