using Amazon.EC2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Readiness;

/// <summary>
/// An account that lacks nothing, made by its administrator. SSM's agents and IAM's simulator are played, because the server has neither:
/// one agent answers on each running host, and the simulator allows nobody anything.
/// </summary>
internal sealed class ReadyAccount : IDisposable
{
    private const string CloudTrail = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";

    private readonly EvidenceRig rig;
    private readonly List<CallLog> logs = [];

    private ReadyAccount(EvidenceRig rig) => this.rig = rig;

    public AwsOptions Options { get; set; } = new();

    public AccountId Account => rig.Account;

    public AwsAccess Admin => rig.Admin;

    /// <summary>The IAM actions of what the checks have called.</summary>
    public IEnumerable<string> Asked => logs.SelectMany(log => log.Actions).Distinct();

    /// <summary>The bucket that trail and flow logs are delivered to.</summary>
    public string Logs { get; private set; } = "";

    /// <summary>The hosts that the agent answers on.</summary>
    public List<string> Agents { get; } = [];

    /// <summary>What IAM's simulator says of everybody.</summary>
    public string Decision { get; set; } = "implicitDeny";

    /// <summary>The account's only network that is left.</summary>
    public string Network { get; private set; } = "";

    public string FlowLog { get; private set; } = "";

    public string Isolation { get; private set; } = "";

    public string QueryLog { get; private set; } = "";

    public static async Task<ReadyAccount> MakeAsync(MotoServer moto)
    {
        ReadyAccount? made = null;
        var rig = await EvidenceRig.StartAsync(moto, inner => new Scripted(inner)
            .Answer("DescribeInstanceInformation", _ => $$"""{"InstanceInformationList":[{{string.Join(',', made!.Agents.Select(one => $$"""{"InstanceId":"{{one}}","PingStatus":"Online"}"""))}}]}""")
            .Answer("SimulatePrincipalPolicy", _ => $"""
                <SimulatePrincipalPolicyResponse><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults><member><EvalActionName>iam:UpdateAccessKey</EvalActionName>
                <EvalDecision>{made!.Decision}</EvalDecision></member></EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>
                """));
        made = new(rig);
        made.Options = rig.Options with { Regions = ["us-east-1"], WrapHttp = inner => made.Recorded(rig.Options.WrapHttp!(inner)) };
        await made.SetUpAsync();
        return made;
    }

    public async Task<ReadinessItem> CheckAsync(string item) =>
        (await AwsReadiness.CheckAsync(Options, Account, TestContext.Current.CancellationToken)).Single(one => one.Name == item);

    public Task CallTrailAsync(string operation, object parameters) => rig.CallAsync("cloudtrail", $"{CloudTrail}.{operation}", parameters);

    public Task CallResolverAsync(string operation, object parameters) => rig.CallAsync("route53resolver", $"Route53Resolver.{operation}", parameters);

    public Task<string> BucketAsync(string name) => rig.BucketAsync(name);

    /// <summary>Lets the bucket of the logs delete what is below a prefix.</summary>
    public Task ExpireAsync(string prefix, int days) => Admin.S3.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest
    {
        BucketName = Logs,
        Configuration = new()
        {
            Rules =
            [
                new()
                {
                    Id = "old", Status = LifecycleRuleStatus.Enabled, Expiration = new() { Days = days },
                    Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = prefix } },
                },
            ],
        },
    });

    public Task ClassifyAsync(string bucket) =>
        Admin.S3.PutBucketTaggingAsync(new PutBucketTaggingRequest { BucketName = bucket, TagSet = [new() { Key = "data-classification", Value = "internal" }] });

    public async Task<string> RunHostAsync()
    {
        var image = (await Admin.Ec2.RegisterImageAsync(new RegisterImageRequest { Name = "base", RootDeviceName = "/dev/sda1", Architecture = "x86_64", VirtualizationType = "hvm" })).ImageId;
        return (await Admin.Ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = image, MinCount = 1, MaxCount = 1 })).Reservation.Instances[0].InstanceId;
    }

    public void Dispose() => rig.Dispose();

    private CallLog Recorded(HttpMessageHandler inner)
    {
        logs.Add(new(inner));
        return logs[^1];
    }

    private async Task SetUpAsync()
    {
        Logs = await rig.BucketAsync("logs");
        await ClassifyAsync(Logs);
        Network = (await Admin.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest())).Vpcs.Single().VpcId;
        FlowLog = (await Admin.Ec2.CreateFlowLogsAsync(new CreateFlowLogsRequest
        {
            ResourceIds = [Network],
            ResourceType = "VPC",
            TrafficType = "ALL",
            LogDestinationType = "s3",
            LogDestination = $"arn:aws:s3:::{Logs}",
        })).FlowLogIds.Single();
        var made = await rig.CallAsync("route53resolver", "Route53Resolver.CreateResolverQueryLogConfig", new { Name = "names", DestinationArn = $"arn:aws:s3:::{Logs}", CreatorRequestId = "1" });
        QueryLog = made.GetProperty("ResolverQueryLogConfig").GetProperty("Id").GetString()!;
        await CallResolverAsync("AssociateResolverQueryLogConfig", new { ResolverQueryLogConfigId = QueryLog, ResourceId = Network });
        await rig.CallAsync("organizations", "AWSOrganizationsV20161128.CreateOrganization", new { FeatureSet = "ALL" });
        await CallTrailAsync("CreateTrail", new { Name = "all", S3BucketName = Logs, IsMultiRegionTrail = true, IsOrganizationTrail = true, EnableLogFileValidation = true });
        await CallTrailAsync("StartLogging", new { Name = "all" });
        Isolation = (await Admin.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest { VpcId = Network, GroupName = "irsdk-isolation", Description = "nothing" })).GroupId;
        await Admin.Ec2.RevokeSecurityGroupEgressAsync(new RevokeSecurityGroupEgressRequest { GroupId = Isolation, IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = [new() { CidrIp = "0.0.0.0/0" }] }] });
        Agents.Add(await RunHostAsync());
        await Admin.Iam.CreateUserAsync(new() { UserName = "somebody" });
    }
}
