using System.Text.Json;
using Amazon.Runtime;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Preflight;

/// <summary>A missing permission is known before its step runs.</summary>
public sealed class PreflightTests(MotoServer moto)
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}""";
    private const string Everything = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    private const string NoInterfaces =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"ec2:ModifyNetworkInterfaceAttribute","Resource":"*"}]}""";

    /// <summary>The server enforces policies here; it plays no simulator, so EC2's dry run alone tells, and that is said.</summary>
    [Fact]
    public async Task Check_RoleMayNotChangeInterfaces_DryRunSaysSoOfTheQuarantineAlone_UntilItMay()
    {
        await using var strict = MotoServer.Own();
        await strict.InitializeAsync();
        using var admin = await RawQuery.OfAsync(strict.Url, MotoServer.Account);
        foreach (var (role, policy) in new[] { ("irsdk-evidence", Everything), ("irsdk-containment", NoInterfaces) })
        {
            await admin.IamAsync("CreateRole", ("RoleName", role), ("AssumeRolePolicyDocument", Trust));
            await admin.IamAsync("PutRolePolicy", ("RoleName", role), ("PolicyName", role), ("PolicyDocument", policy));
        }

        await admin.IamAsync("CreateUser", ("UserName", "responder"));
        await admin.IamAsync("PutUserPolicy", ("UserName", "responder"), ("PolicyName", "all"), ("PolicyDocument", Everything));
        var key = await admin.IamAsync("CreateAccessKey", ("UserName", "responder"));
        var host = (await admin.Ec2Async("RunInstances", ("ImageId", "ami-12345678"), ("MinCount", "1"), ("MaxCount", "1"))).Descendants("instanceId").First().Value;
        var groups = await admin.Ec2Async("DescribeSecurityGroups");
        await EnforceAsync(strict);
        var provider = AwsProvider.Create(strict.Options() with
        {
            Credentials = new BasicAWSCredentials(key.Descendants("AccessKeyId").Single().Value, key.Descendants("SecretAccessKey").Single().Value),
        });
        var plan = PlanOf(new Instance(MotoServer.Account, "us-east-1", host));

        var forbidden = await provider.Preflight!.CheckAsync(plan, default);

        var finding = forbidden.Findings.Should().ContainSingle().Which;
        plan.Steps.Single(step => step.Id == finding.Step).Action.Should().BeOfType<QuarantineInstance>();
        finding.Lacks.Should().Be("role irsdk-containment lacks ec2:ModifyNetworkInterfaceAttribute");
        forbidden.Unasked.Should().Contain("SimulatePrincipalPolicy");
        using (var accounts = new AwsAccounts(strict.Options() with
        {
            Credentials = new BasicAWSCredentials(key.Descendants("AccessKeyId").Single().Value, key.Descendants("SecretAccessKey").Single().Value),
        }))
        {
            using var own = accounts.EnterOwn(MotoServer.Account, "us-east-1", null);
            await own.Iam.PutRolePolicyAsync(new() { RoleName = "irsdk-containment", PolicyName = "irsdk-containment", PolicyDocument = Everything });
            (await own.Ec2.DescribeSecurityGroupsAsync(new Amazon.EC2.Model.DescribeSecurityGroupsRequest())).SecurityGroups.Should().HaveCount(
                groups.Descendants("groupDescription").Count(), "nothing was made by asking");
            (await own.Ec2.DescribeSnapshotsAsync(new Amazon.EC2.Model.DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots.Should().BeNullOrEmpty();
        }

        (await provider.Preflight!.CheckAsync(plan, default)).Findings.Should().BeEmpty();
    }

    /// <summary>No server that we have plays IAM's simulator: its answers are written as its documentation does.</summary>
    [Fact]
    public async Task Check_SimulatorDeniesOneAction_NamesItsStepAlone_AndAsksWhatTheHandlersDeclare()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var simulator = new Simulator("iam:UpdateAccessKey");
        var provider = AwsProvider.Create(moto.Options(inner => simulator.Before(inner)));
        var key = new AccessKey(rig.Account, await rig.Admin.CreateUserAsync("deploy-bot")) { UserName = "deploy-bot" };
        var plan = PlanOf(key);

        var preflight = await provider.Preflight!.CheckAsync(plan, default);

        preflight.Unasked.Should().BeNull();
        var finding = preflight.Findings.Should().ContainSingle().Which;
        plan.Steps.Single(step => step.Id == finding.Step).Action.Should().BeOfType<RevokeAccessKey>();
        finding.Lacks.Should().Be("role irsdk-containment lacks iam:UpdateAccessKey");
        simulator.Asked.Should().Contain(asked => asked.Source == $"arn:aws:iam::{rig.Account}:role/irsdk-evidence").And.Contain(asked => asked.Source == $"arn:aws:iam::{rig.Account}:role/irsdk-containment");
        simulator.Asked.SelectMany(asked => asked.Actions).Distinct().Should().BeEquivalentTo(
            plan.Steps.Select(step => AwsHandlers.All.FirstOrDefault(one => one.Action == step.Action.GetType())).OfType<AwsRegistration>()
                .SelectMany(one => one.Permissions).Select(permission => permission.Action).Distinct());
        simulator.Asked.Should().OnlyContain(asked => !asked.Resources.Any(resource => resource.Contains('*')));
        simulator.Asked.Should().HaveCountLessThan(25, "IAM answers a few such calls a second");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Check_SimulatorDeniesOneOfTwoUsers_NamesTheStepOfThatOne(bool isBelow)
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var simulator = new Simulator("iam:PutUserPolicy", "user/second-bot", isBelow);
        var provider = AwsProvider.Create(moto.Options(inner => simulator.Before(inner)));
        var plan = PlanOf(
            new AccessKey(rig.Account, "AKIAIOSFODNN7EXAMPLE") { UserName = "first-bot" }, new AccessKey(rig.Account, "AKIAI44QH8DHBEXAMPLE") { UserName = "second-bot" },
            new IamUser(rig.Account, "first-bot"), new IamUser(rig.Account, "second-bot"));

        var preflight = await provider.Preflight!.CheckAsync(plan, default);

        simulator.Asked.Should().Contain(asked => asked.Resources.Length > 1, "resources that are asked for the same go together");
        preflight.Findings.Should().NotBeEmpty();
        preflight.Findings.Select(finding => plan.Steps.Single(step => step.Id == finding.Step).Action.Resource.Id.Name).Should().OnlyContain(name => name == "second-bot");
    }

    internal static Plan PlanOf(params Resource[] suspects)
    {
        var now = TimeProvider.System.GetUtcNow();
        var account = suspects[0].Account;
        return Planner.Plan(
            CompromiseStage.Playbook,
            new()
            {
                Id = new("inc-1"),
                Kind = IncidentKind.CredentialCompromise,
                AcceptedAt = now,
                Resources = [new Account(account) { Involvement = Involvement.Target }, .. suspects.Select(one => one with { Involvement = Involvement.Suspect })],
                Alerts =
                [
                    new()
                    {
                        Id = "a-1", Source = "siem", Title = "a key is used from afar", Kind = IncidentKind.CredentialCompromise, Confidence = new(95), Severity = Severity.High,
                        FirstSeen = now, LastSeen = now, Account = account, Region = "us-east-1", Resources = [], Original = JsonSerializer.SerializeToElement(new { }),
                    },
                ],
            },
            new());
    }

    private static async Task EnforceAsync(MotoServer server)
    {
        using var http = new HttpClient();
        using var none = new StringContent("0");
        using var answer = await http.PostAsync(new Uri(server.Url, "/moto-api/reset-auth"), none, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
