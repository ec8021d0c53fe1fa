using System.Text.Json.Nodes;
using IrSdk.Host.Tests;
using YamlDotNet.RepresentationModel;

namespace IrSdk.Aws.Tests.Hosting;

/// <summary><c>samples/Aws/alerts-to-queue.yaml</c>: what it names is in it, a server's CloudFormation makes it, and what its rules pass on is taken.</summary>
public sealed class SampleStackTests
{
    private static readonly string File = Path.Combine(PlaybookRepository.Checkout, "samples", "Aws", "alerts-to-queue.yaml");

    [Fact]
    public void Template_EveryReference_NamesSomethingThatItHas()
    {
        var template = Root();
        var names = new[] { "Parameters", "Resources" }.SelectMany(part => ((YamlMappingNode)template[part]).Children.Keys).Select(key => ((YamlScalarNode)key).Value!).Append("AWS::NoValue").ToList();
        var conditions = ((YamlMappingNode)template["Conditions"]).Children.Keys.Select(key => ((YamlScalarNode)key).Value!).ToList();
        var tagged = template.AllNodes.Where(node => !node.Tag.IsEmpty && node.Tag.Value.StartsWith('!')).ToList();

        var references = tagged.OfType<YamlScalarNode>().Where(node => node.Tag.Value is "!Ref" or "!GetAtt").Select(node => node.Value!.Split('.')[0]).ToList();
        references.Should().HaveCountGreaterThan(15).And.OnlyContain(name => names.Contains(name));
        tagged.OfType<YamlSequenceNode>().Where(node => node.Tag.Value == "!If").Select(node => ((YamlScalarNode)node[0]).Value!).Should().NotBeEmpty().And.OnlyContain(name => conditions.Contains(name));
    }

    [Fact]
    public void Template_EveryQueue_IsEncryptedKeptAndSentToByTheRulesAlone()
    {
        var resources = (YamlMappingNode)Root()["Resources"];
        foreach (var queue in resources.Children.Values.Where(one => Text(one["Type"]) == "AWS::SQS::Queue"))
        {
            Text(queue["DeletionPolicy"]).Should().Be("Retain");
            Text(queue["Properties"]["SqsManagedSseEnabled"]).Should().Be("true");
            Text(queue["Properties"]["MessageRetentionPeriod"]).Should().Be("1209600", "two weeks, the longest there is");
        }

        foreach (var policy in resources.Children.Values.Where(one => Text(one["Type"]) == "AWS::SQS::QueuePolicy"))
        {
            foreach (var statement in ((YamlSequenceNode)policy["Properties"]["PolicyDocument"]["Statement"]).Where(one => Text(one["Effect"]) == "Allow"))
            {
                Text(statement["Principal"]["Service"]).Should().Be("events.amazonaws.com");
                statement["Condition"]["ArnEquals"]["aws:SourceArn"].Should().BeOfType<YamlSequenceNode>().Which.Children.Should().HaveCount(2);
            }
        }
    }

    [Fact]
    public async Task Stack_Made_BringsAFindingToTheHostAndLeavesAMinorOneOut()
    {
        await using var live = await LiveAccount.StartWithoutAgentsAsync();
        live.Cli.Write("template.yaml", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken));
        live.Cli.Write("finding.json", Finding("finding-major", 8));
        live.Cli.Write("minor.json", Finding("finding-minor", 2));
        var address = live.Boto3($$"""
            import json
            iam, stacks, events, sqs = client("iam"), client("cloudformation"), client("events"), client("sqs")
            iam.create_role(RoleName="host", AssumeRolePolicyDocument="{}")
            stacks.create_stack(StackName="alerts", TemplateBody=open("{{live.Cli.PathOf("template.yaml")}}").read(), Capabilities=["CAPABILITY_IAM"], Parameters=[{"ParameterKey": "HostRole", "ParameterValue": "host"}])
            stack = stacks.describe_stacks(StackName="alerts")["Stacks"][0]
            assert stack["StackStatus"] == "CREATE_COMPLETE", stack
            outputs = {one["OutputKey"]: one["OutputValue"] for one in stack["Outputs"]}
            assert [one["PolicyArn"] for one in iam.list_attached_role_policies(RoleName="host")["AttachedPolicies"]] == [outputs["HostPolicyArn"]]
            for path in ("{{live.Cli.PathOf("finding.json")}}", "{{live.Cli.PathOf("minor.json")}}"):
                event = json.load(open(path))
                sent = events.put_events(Entries=[{"Source": event["source"], "DetailType": event["detail-type"], "Detail": json.dumps(event["detail"])}])
                assert sent["FailedEntryCount"] == 0, sent
            print(outputs["QueueAddress"])
            """);
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=2", "--IrSdk:HoldFor=00:00:00", $"--IrSdk:Alerts:Queue:Address={new Uri(new Uri(live.Environment["AWS_ENDPOINT_URL"]!), new Uri(address).AbsolutePath)}", "--IrSdk:Alerts:Queue:Region=us-east-1");
        foreach (var (name, value) in live.Environment.Where(one => one.Value is not null))
        {
            host.Environment[name] = value!;
        }

        await host.StartAsync();
        await host.SignInAsync();

        await host.UntilAsync<bool>(async () => (await host.GetAsync("/api/incidents")).GetArrayLength() == 1 ? true : null, "the finding should begin an incident");
        (await host.GetAsync("/api/alerts/aside")).GetArrayLength().Should().Be(0, "the rule leaves minor findings out");
    }

    private static string Finding(string id, double severity)
    {
        var finding = JsonNode.Parse(System.IO.File.ReadAllText(PlaybookRepository.Recording("credential-compromise", "anomalous-credential-access")))!;
        finding["detail"]!["id"] = id;
        finding["detail"]!["severity"] = severity;
        return finding.ToJsonString();
    }

    private static YamlMappingNode Root()
    {
        var stream = new YamlStream();
        using var text = new StreamReader(File);
        stream.Load(text);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string? Text(YamlNode node) => ((YamlScalarNode)node).Value;
}
