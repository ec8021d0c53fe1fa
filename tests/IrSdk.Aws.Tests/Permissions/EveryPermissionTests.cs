using System.Collections.Immutable;
using System.Runtime.Versioning;
using Amazon.S3.Model;
using IrSdk.Aws.Tests.Instances;
using IrSdk.Aws.Tests.LiveResponse;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Permissions;

/// <summary>
/// Nothing is declared in vain: each handler is led through everything that it can come to, and what it is permitted is what it called.
/// SSM, CloudTrail's event history and what else the server does not play are answered for it.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class EveryPermissionTests(MotoServer moto)
{
    /// <summary>What is not an operation of its own: it is needed within another call.</summary>
    private static readonly ImmutableArray<string> Within =
    [
        "ec2:CreateTags", // with a call that makes something and tags it
        "iam:PassRole", // with a call that gives an instance a profile
        "kms:Decrypt", "kms:GenerateDataKey", // by S3, where a bucket has a key
        "s3:GetObjectRetention", // to see the lock in the answer to HEAD
    ];

    /// <summary>What only the service's permission model knows apart from the operation that is called.</summary>
    private static readonly ImmutableArray<string> Entering =
        ["sts:AssumeRole", "sts:GetCallerIdentity", .. EvidencePermissions.All.Select(permission => permission.Action)];

    private readonly Dictionary<Type, HashSet<string>> called = [];

    [Fact]
    public async Task Identities_EverythingTheyCanComeTo_IsWhatIsDeclared()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var key = new AccessKey(rig.Account, await PeopleAsync(rig));
        var (user, role, session) = (new IamUser(rig.Account, "alice"), new IamRole(rig.Account, "reader"), new RoleSession(rig.Account, "reader", "mallory"));

        await DoAsync(rig, new CaptureIdentity(user));
        await DoAsync(rig, new CaptureIdentity(role));
        await DoAsync(rig, new ReactivateAccessKey(key), await DoAsync(rig, new RevokeAccessKey(key)));
        foreach (var hadOne in new[] { false, true })
        {
            if (hadOne)
            {
                await EarlierAsync(rig);
            }

            await DoAsync(rig, new AllowSessions(role), await DoAsync(rig, new RevokeSessions(role)));
            await DoAsync(rig, new AllowSessions(user), await DoAsync(rig, new RevokeSessions(user)));
            await DoAsync(rig, new AllowSession(session), await DoAsync(rig, new RevokeSession(session)));
            await DoAsync(rig, new LiftMfaRequirement(user), await DoAsync(rig, new RequireMfa(user)));
        }

        await DoAsync(rig, new RemoveConsoleAccess(user));

        IsWhatIsDeclared(new());
    }

    [Fact]
    public async Task Instances_EverythingTheyCanComeTo_IsWhatIsDeclared()
    {
        using var rig = await HandlerRig.StartAsync(moto, static options => options with { ReplacesInstanceProfile = true });
        var host = await SuspectHost.MakeAsync(rig);
        await Serving.JoinAsync(host);
        await EndpointsAsync(host);
        foreach (var profile in new[] { "web", "irsdk-isolation" })
        {
            await host.Admin.IamAsync("CreateInstanceProfile", ("InstanceProfileName", profile));
        }

        await host.Admin.Ec2Async("AssociateIamInstanceProfile", ("InstanceId", host.Id), ("IamInstanceProfile.Name", "web"));
        var network = new Vpc(rig.Account, "us-east-1", host.Vpc);

        var snapshots = await DoAsync(rig, new SnapshotVolumes(host.Instance));
        await host.Admin.Ec2Async("DeleteSnapshot", ("SnapshotId", snapshots.Evidence[0].Location!.Split(' ')[0].Split('/')[1]));
        await DoAsync(rig, new SnapshotVolumes(host.Instance));
        await DoAsync(rig, new RestoreVolumeProtections(host.Instance), snapshots);
        await DoAsync(rig, new AllowEgress(host.Instance), await DoAsync(rig, new BlockEgress(host.Instance)));
        await DoAsync(rig, new AllowEgress(network), await DoAsync(rig, new BlockEgress(network)));
        foreach (var keep in new[] { true, false })
        {
            await DoAsync(rig, new ReleaseInstance(host.Instance), await DoAsync(rig, new QuarantineInstance(host.Instance, keepLiveResponse: keep)));
        }

        await DoAsync(rig, new StopInstance(host.Instance));
        var contained = await DoAsync(rig, new QuarantineInstance(host.Instance));
        await OpenAsync(host);
        await DoAsync(rig, new QuarantineInstance(host.Instance), contained);
        await host.Admin.Ec2Async("ModifyInstanceAttribute", ("InstanceId", host.Id), ("DisableApiTermination.Value", "true"));
        await DoAsync(rig, new TerminateInstance(host.Instance));

        IsWhatIsDeclared(new() { ReplacesInstanceProfile = true });
    }

    [Fact]
    public async Task LiveResponse_EverythingItCanComeTo_IsWhatIsDeclared()
    {
        using var programs = await Programs.WithAsync([1, 2, 3]);
        using var rig = await HandlerRig.StartAsync(moto, network: inner => new ScriptedAgent(inner, moto) { Host = { Programs = programs.Folder } });
        var host = new Instance(rig.Account, "us-east-1", "i-0123456789abcdef0");

        await DoAsync(rig, new CaptureProcesses(host));
        await DoAsync(rig, new CaptureMemory(host));
        await DoAsync(rig, new ScanEndpoint(host));

        IsWhatIsDeclared(new());
    }

    [Fact]
    public async Task ExportsAndBuckets_EverythingTheyCanComeTo_IsWhatIsDeclared()
    {
        using var rig = await EvidenceRig.StartAsync(moto, inner => new ScriptedHistory(new OwnSelectors(inner), static _ => [new { eventName = "AssumeRole" }]));
        var now = EvidenceRig.Time.GetUtcNow();
        await CentralTrailAsync(rig, now);
        await DoAsync(rig, new ExportApiActivity(new Account(rig.Account), TimeSpan.FromHours(72)));
        var own = await OwnTrailAsync(rig, now);
        var data = await rig.BucketAsync("data", ("a.txt", "a"));
        await rig.Admin.S3.PutBucketAclAsync(new PutBucketAclRequest { BucketName = own, ACL = Amazon.S3.S3CannedACL.LogDeliveryWrite });
        await rig.Admin.S3.PutBucketLoggingAsync(new PutBucketLoggingRequest { BucketName = data, LoggingConfig = new() { TargetBucketName = own, TargetPrefix = "data/" } });
        await rig.PutAsync(own, $"data/{now.AddHours(-5):yyyy-MM-dd-HH-mm-ss}-0A1B", "GET");
        var vpc = (await rig.Admin.Ec2.DescribeVpcsAsync(new Amazon.EC2.Model.DescribeVpcsRequest())).Vpcs[0].VpcId;
        await rig.Admin.Ec2.CreateFlowLogsAsync(new Amazon.EC2.Model.CreateFlowLogsRequest
        {
            ResourceIds = [vpc],
            ResourceType = "VPC",
            TrafficType = "ALL",
            LogDestinationType = "s3",
            LogDestination = $"arn:aws:s3:::{own}",
        });
        var host = (await rig.Admin.Ec2.RunInstancesAsync(new Amazon.EC2.Model.RunInstancesRequest { ImageId = "ami-12345678", MinCount = 1, MaxCount = 1 })).Reservation.Instances[0].InstanceId;
        var bucket = new Bucket(rig.Account, "us-east-1", data);

        await DoAsync(rig, new ExportApiActivity(new Account(rig.Account), TimeSpan.FromHours(71)));
        await DoAsync(rig, new ExportNetworkFlows(new Vpc(rig.Account, "us-east-1", vpc)));
        await DoAsync(rig, new ExportNetworkFlows(new Instance(rig.Account, "us-east-1", host)));
        await DoAsync(rig, new ExportAccessLogs(bucket));
        await DoAsync(rig, new ExportAccessLogs(new IamUser(rig.Account, "alice")));
        await DoAsync(rig, new CaptureBucketState(bucket));
        foreach (var hadOne in new[] { false, true })
        {
            if (hadOne)
            {
                await rig.Admin.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest
                {
                    BucketName = data,
                    Policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::{{data}}/*"}]}""",
                });
            }

            await DoAsync(rig, new AllowBucketAccess(bucket), await DoAsync(rig, new BlockBucketAccess(bucket)));
        }

        IsWhatIsDeclared(new());
    }

    /// <summary>The four tests together leave nobody out.</summary>
    [Fact]
    public void Handlers_All_AreInOneOfTheseTests() => AwsHandlers.All.Select(one => one.Action).Should().BeEquivalentTo(
    [
        typeof(CaptureIdentity), typeof(RevokeAccessKey), typeof(ReactivateAccessKey), typeof(RevokeSession), typeof(AllowSession), typeof(RevokeSessions), typeof(AllowSessions),
        typeof(RequireMfa), typeof(LiftMfaRequirement), typeof(RemoveConsoleAccess),
        typeof(SnapshotVolumes), typeof(RestoreVolumeProtections), typeof(QuarantineInstance), typeof(ReleaseInstance), typeof(BlockEgress), typeof(AllowEgress), typeof(StopInstance), typeof(TerminateInstance),
        typeof(CaptureProcesses), typeof(CaptureMemory), typeof(ScanEndpoint),
        typeof(ExportApiActivity), typeof(ExportNetworkFlows), typeof(ExportAccessLogs), typeof(CaptureBucketState), typeof(BlockBucketAccess), typeof(AllowBucketAccess),
    ]);

    private void IsWhatIsDeclared(AwsOptions options)
    {
        using var all = new FluentAssertions.Execution.AssertionScope();
        foreach (var (action, calls) in called)
        {
            var declared = AwsHandlers.All.Single(one => one.Action == action).PermissionsWith(options).Select(permission => permission.Action).Distinct().ToList();
            calls.Except(Entering).Except(declared).Should().BeEmpty("{0} calls what is declared", action.Name);
            declared.Except(Within).Except(calls).Should().BeEmpty("{0} declares what it calls", action.Name);
        }
    }

    private Task<StepResult> DoAsync(HandlerRig rig, ResponseAction action, StepResult? prior = null) => DoAsync(
        action, rig.Log, HandlerRig.Context(StepOf(action), prior) with { Deadline = HandlerRig.Time.GetUtcNow().AddMinutes(2) }, rig.Of(action));

    private Task<StepResult> DoAsync(EvidenceRig rig, ResponseAction action, StepResult? prior = null) => DoAsync(
        action, rig.Log, EvidenceRig.Context(StepOf(action)) with { PriorState = prior?.PriorState }, rig.Of(action));

    private async Task<StepResult> DoAsync(ResponseAction action, CallLog log, StepContext context, ActionHandler handler)
    {
        log.Clear();
        var result = await handler.ExecuteAsync(action, context, default);
        await handler.ReconcileAsync(action, context with { PriorState = context.PriorState ?? result.PriorState }, default);
        await handler.CompleteAsync(action, result, context, default);
        await handler.CheckHoldingAsync(action, result, context, default);
        if (!called.TryGetValue(action.GetType(), out var calls))
        {
            called[action.GetType()] = calls = [];
        }

        calls.UnionWith(log.Actions);
        return result;
    }

    /// <summary>The same step of the same action finds its own work again; another is another.</summary>
    private static string StepOf(ResponseAction action) => $"s-{(action as ExportApiActivity)?.Window.TotalHours}{action.GetType().Name}-{action.Resource.Id.Type}-{action.Resource.Id.Name}";

    /// <summary>A user and a role with everything that they can have.</summary>
    private static async Task<string> PeopleAsync(HandlerRig rig)
    {
        const string Nothing = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";
        var key = await rig.Admin.CreateUserAsync("alice");
        await rig.Admin.CreateRoleAsync("reader");
        var policy = (await rig.Admin.IamAsync("CreatePolicy", ("PolicyName", "own"), ("PolicyDocument", Nothing))).Descendants("Arn").Single().Value;
        await rig.Admin.IamAsync("PutUserPolicy", ("UserName", "alice"), ("PolicyName", "inline"), ("PolicyDocument", Nothing));
        await rig.Admin.IamAsync("AttachUserPolicy", ("UserName", "alice"), ("PolicyArn", policy));
        await rig.Admin.IamAsync("PutRolePolicy", ("RoleName", "reader"), ("PolicyName", "inline"), ("PolicyDocument", Nothing));
        await rig.Admin.IamAsync("AttachRolePolicy", ("RoleName", "reader"), ("PolicyArn", policy));
        await rig.Admin.IamAsync("CreateLoginProfile", ("UserName", "alice"), ("Password", "correct-Horse-9"));
        var device = (await rig.Admin.IamAsync("CreateVirtualMFADevice", ("VirtualMFADeviceName", "phone"))).Descendants("SerialNumber").Single().Value;
        await rig.Admin.IamAsync("EnableMFADevice", ("UserName", "alice"), ("SerialNumber", device), ("AuthenticationCode1", "123456"), ("AuthenticationCode2", "654321"));
        return key;
    }

    /// <summary>Somebody's own policies, under the names that ours have.</summary>
    private static async Task EarlierAsync(HandlerRig rig)
    {
        const string Earlier = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2020-01-01T00:00:00Z"}}}]}""";
        foreach (var policy in new[] { "AWSRevokeOlderSessions", "irsdk-require-mfa" })
        {
            await rig.Admin.IamAsync("PutUserPolicy", ("UserName", "alice"), ("PolicyName", policy), ("PolicyDocument", Earlier));
        }

        foreach (var policy in new[] { "AWSRevokeOlderSessions", "irsdk-session-mallory" })
        {
            await rig.Admin.IamAsync("PutRolePolicy", ("RoleName", "reader"), ("PolicyName", policy), ("PolicyDocument", Earlier));
        }
    }

    private static async Task EndpointsAsync(SuspectHost host)
    {
        var endpoints = await SuspectHost.GroupAsync(host.Admin, host.Vpc, "endpoints");
        foreach (var service in new[] { "ssm", "ssmmessages" })
        {
            await host.Admin.Ec2Async(
                "CreateVpcEndpoint", ("VpcId", host.Vpc), ("VpcEndpointType", "Interface"), ("ServiceName", $"com.amazonaws.us-east-1.{service}"),
                ("SubnetId.1", host.Subnet), ("SecurityGroupId.1", endpoints));
        }

        await host.Admin.Ec2Async("CreateVpcEndpoint", ("VpcId", host.Vpc), ("VpcEndpointType", "Gateway"), ("ServiceName", "com.amazonaws.us-east-1.s3"));
    }

    /// <summary>Somebody lets traffic into the isolation group again.</summary>
    private static async Task OpenAsync(SuspectHost host)
    {
        var group = (await host.InterfacesAsync()).Values.Distinct().Single();
        await host.Admin.Ec2Async(
            "AuthorizeSecurityGroupIngress", ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "tcp"), ("IpPermissions.1.FromPort", "22"), ("IpPermissions.1.ToPort", "22"), ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));
    }

    /// <summary>A trail into a locked bucket of another account, which need not be copied.</summary>
    private static async Task CentralTrailAsync(EvidenceRig rig, DateTimeOffset now)
    {
        var central = $"central-{MotoServer.NewAccount()}";
        await rig.Own.S3.PutBucketAsync(new PutBucketRequest { BucketName = central, ObjectLockEnabledForBucket = true });
        await rig.Own.S3.PutObjectLockConfigurationAsync(new PutObjectLockConfigurationRequest
        {
            BucketName = central,
            ObjectLockConfiguration = new() { ObjectLockEnabled = "Enabled", Rule = new() { DefaultRetention = new() { Mode = "COMPLIANCE", Days = 400 } } },
        });
        await rig.Own.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = central,
            Key = TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-1)),
            ContentBody = "log",
            ChecksumAlgorithm = Amazon.S3.ChecksumAlgorithm.CRC32,
        });
        await rig.TrailAsync(central);
    }

    /// <summary>A trail of the account's own, which records what is done to objects too.</summary>
    private static async Task<string> OwnTrailAsync(EvidenceRig rig, DateTimeOffset now)
    {
        const string Target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101";
        var own = await rig.BucketAsync("own", (TrailObjects.Log(rig.Account, "us-east-1", now.AddHours(-2)), "log"));
        await rig.CallAsync("cloudtrail", $"{Target}.CreateTrail", new { Name = "objects", S3BucketName = own, IsMultiRegionTrail = true });
        await rig.CallAsync("cloudtrail", $"{Target}.PutEventSelectors", new
        {
            TrailName = "objects",
            EventSelectors = new[] { new { ReadWriteType = "All", DataResources = new[] { new { Type = "AWS::S3::Object", Values = new[] { "arn:aws:s3" } } } } },
        });
        return own;
    }

    /// <summary>The server keeps a trail's selectors and says of every trail that it has none.</summary>
    private sealed class OwnSelectors(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (_, operation) = await CallLog.NameAsync(request, cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            if (operation == "DescribeTrails")
            {
                var text = await answer.Content.ReadAsStringAsync(cancellationToken);
                answer.Content = new StringContent(text.Replace("\"HasCustomEventSelectors\": false", "\"HasCustomEventSelectors\": true", StringComparison.Ordinal));
            }

            return answer;
        }
    }
}
