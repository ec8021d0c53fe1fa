using System.Text.Json.Nodes;
using Amazon.S3.Model;

namespace IrSdk.Aws.Tests.Permissions;

/// <summary>Both stacks, made by a server's CloudFormation. It knows no Object Lock in a stack, so that is read from the template itself.</summary>
public sealed class StackTemplateTests(MotoServer moto)
{
    private static readonly AwsOptions Options = new() { EvidenceBucket = $"evidence-{MotoServer.NewAccount()}", ExternalId = "guarded-by-us", MemoryTool = "s3://tools/avml" };

    private static readonly AwsPolicySet Policies = AwsPolicies.For(AwsHandlers.All.Select(one => one.Action), Options);

    [Fact]
    public async Task Guarded_StackIsMade_RolesGroupAndHostPolicyAreThere()
    {
        using var admin = await RawQuery.OfAsync(moto.Url, MotoServer.NewAccount());
        await admin.CreateRoleAsync("web");
        var vpc = (await admin.Ec2Async("CreateVpc", ("CidrBlock", "10.1.0.0/16"))).Descendants("vpcId").First().Value;

        var template = StackTemplates.Guarded(Policies, Options);
        await MakeAsync(admin, "guarded", template, ("ResponderAccount", "111122223333"), ("VpcId", vpc), ("HostRoles", "web"), ("TrailBucket", "central-trail"));

        (await admin.PolicyAsync("Role", "irsdk-evidence", "irsdk-evidence")).Should().Contain("ec2:CreateSnapshots");
        (await admin.PolicyAsync("Role", "irsdk-containment", "irsdk-containment")).Should().Contain("iam:UpdateAccessKey");
        var trust = Uri.UnescapeDataString((await admin.IamAsync("GetRole", ("RoleName", "irsdk-evidence"))).Descendants("AssumeRolePolicyDocument").Single().Value);
        trust.Should().Contain("arn:aws:iam::111122223333:root").And.Contain("guarded-by-us");
        var groups = await admin.Ec2Async("DescribeSecurityGroups", ("Filter.1.Name", "group-name"), ("Filter.1.Value.1", "irsdk-isolation"));
        groups.Descendants("ipPermissions").SelectMany(one => one.Elements()).Should().BeEmpty();
        JsonNode.Parse(template)!["Resources"]!["IsolationGroup"]!["Properties"]!["SecurityGroupEgress"]!.AsArray().Select(one => (string)one!["CidrIp"]!)
            .Should().Equal(["127.0.0.1/32"], "a rule that leads nowhere takes the place of allow-all, which this server keeps");
        groups.Descendants("tagSet").SelectMany(one => one.Elements("item")).Select(one => one.Element("key")!.Value).Should().Contain("irsdk:incident", "the containment role may change only what has it");
        var attached = (await admin.IamAsync("ListAttachedRolePolicies", ("RoleName", "web"))).Descendants("PolicyArn").Single().Value;
        var policy = Uri.UnescapeDataString((await admin.IamAsync("GetPolicyVersion", ("PolicyArn", attached), ("VersionId", "v1"))).Descendants("Document").Single().Value);
        policy.Should().Contain($"arn:aws:s3:::{Options.EvidenceBucket}/incoming/*").And.Contain($"arn:aws:s3:::{Options.EvidenceBucket}/incidents/*/memory.lime").And.Contain("arn:aws:s3:::tools/avml");
        var output = (await admin.StackAsync("DescribeStacks", ("StackName", "guarded"))).Descendants("OutputValue").Single().Value;
        JsonNode.Parse(output)!.AsArray().Select(one => (string)one!["Resource"]!).Should().Equal("arn:aws:s3:::central-trail", "arn:aws:s3:::central-trail/*");
    }

    [Fact]
    public async Task Guarded_WithoutHostsAndCentralTrail_IsMadeAllTheSame()
    {
        using var admin = await RawQuery.OfAsync(moto.Url, MotoServer.NewAccount());
        var vpc = (await admin.Ec2Async("CreateVpc", ("CidrBlock", "10.1.0.0/16"))).Descendants("vpcId").First().Value;

        await MakeAsync(admin, "guarded", StackTemplates.Guarded(Policies, Options), ("ResponderAccount", "111122223333"), ("VpcId", vpc));

        (await admin.IamAsync("ListPolicies", ("Scope", "Local"))).Descendants("AttachmentCount").Select(one => one.Value).Should().Equal("0");
        (await admin.StackAsync("DescribeStacks", ("StackName", "guarded"))).Descendants("OutputValue").Should().BeEmpty();
    }

    [Fact]
    public async Task Responder_StackIsMade_BucketAndPolicyAreThere_AndTheTemplateLocks()
    {
        var account = MotoServer.NewAccount();
        using var admin = await RawQuery.OfAsync(moto.Url, account);
        var template = StackTemplates.Responder(Policies, Options);

        await MakeAsync(admin, "responder", template, ("GuardedAccounts", "111122223333,444455556666"));

        using var accounts = new AwsAccounts(moto.Options());
        using var access = await accounts.EnterAsync(account, "us-east-1", AwsPurpose.Evidence, null, null, null, default);
        (await access.S3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = Options.EvidenceBucket })).ServerSideEncryptionConfiguration.ServerSideEncryptionRules.Should().ContainSingle();
        (await admin.IamAsync("ListPolicies", ("Scope", "Local"))).Descendants("PolicyName").Should().ContainSingle();
        var bucket = JsonNode.Parse(template)!["Resources"]!["EvidenceBucket"]!;
        ((string)bucket["DeletionPolicy"]!).Should().Be("Retain");
        ((bool)bucket["Properties"]!["ObjectLockEnabled"]!).Should().BeTrue();
        ((string)bucket["Properties"]!["ObjectLockConfiguration"]!["Rule"]!["DefaultRetention"]!["Mode"]!).Should().Be("COMPLIANCE");
        var policy = JsonNode.Parse(template)!["Resources"]!["EvidenceBucketPolicy"]!["Properties"]!["PolicyDocument"]!;
        policy["Statement"]!.AsArray().Should().OnlyContain(one => one!["Principal"]!.ToJsonString() == """{"AWS":{"Ref":"GuardedAccounts"}}""");
    }

    private static async Task MakeAsync(RawQuery admin, string name, string template, params (string Name, string Value)[] parameters)
    {
        await admin.StackAsync("CreateStack", [("StackName", name), ("TemplateBody", template), ("Capabilities.member.1", "CAPABILITY_NAMED_IAM"),
            .. parameters.SelectMany((one, index) => new[] { ($"Parameters.member.{index + 1}.ParameterKey", one.Name), ($"Parameters.member.{index + 1}.ParameterValue", one.Value) })]);
        (await admin.StackAsync("DescribeStacks", ("StackName", name))).Descendants("StackStatus").Single().Value.Should().Be("CREATE_COMPLETE");
    }
}
