using Amazon.EC2.Model;
using Amazon.S3.Model;

namespace IrSdk.Aws.Tests.Readiness;

/// <summary>Each item is ready in an account that lacks nothing, and says so when that one thing is taken away.</summary>
public sealed class AwsReadinessTests(MotoServer moto)
{
    [Fact]
    public async Task Check_AccountThatLacksNothing_EveryItemIsReady_AndAsksJustWhatItMay()
    {
        using var account = await ReadyAccount.MakeAsync(moto);
        var items = await AwsReadiness.CheckAsync(account.Options, account.Account, TestContext.Current.CancellationToken);

        items.Should().OnlyContain(item => item.Status == ReadinessStatus.Ready && item.ToDo == null).And.HaveCount(9);
        account.Asked.Except(["sts:AssumeRole", "sts:GetCallerIdentity", .. EvidencePermissions.Checking.Select(one => one.Action)])
            .Should().BeEquivalentTo(AwsReadiness.Permissions.Select(one => one.Action).Distinct(), "what is printed for readiness is what it asks, and nothing more");
    }

    [Fact]
    public void Policy_WithReadiness_AddsJustThat_ToTheEvidenceRoleAlone()
    {
        var options = new AwsOptions { EvidenceBucket = "evidence" };
        var (without, with) = (AwsPolicies.For([typeof(CaptureIdentity)], options), AwsPolicies.For([typeof(CaptureIdentity)], options, withReadiness: true));

        without.Evidence.Should().NotContain("ec2:DescribeFlowLogs").And.NotContain("iam:ListRoles");
        with.Evidence.Should().ContainAll(AwsReadiness.Permissions.Select(one => one.Action));
        (with.Containment, with.Responder).Should().Be((without.Containment, without.Responder));
    }

    [Theory]
    [InlineData("StopLogging", ReadinessStatus.Missing, "all is not logging.")]
    [InlineData("DeleteTrail", ReadinessStatus.Missing, "There is no trail.")]
    public async Task AuditLog_IsOff_IsMissing(string operation, ReadinessStatus status, string found) =>
        await AfterAsync("audit log", account => account.CallTrailAsync(operation, new { Name = "all" }), status, found);

    [Fact]
    public async Task AuditLog_OwnAndUnproven_IsPartly() => await AfterAsync(
        "audit log",
        async account =>
        {
            await account.CallTrailAsync("DeleteTrail", new { Name = "all" });
            await account.CallTrailAsync("CreateTrail", new { Name = "own", S3BucketName = account.Logs, IsMultiRegionTrail = true });
            await account.CallTrailAsync("StartLogging", new { Name = "own" });
        },
        ReadinessStatus.Partly,
        "own logs all regions, but nothing proves that its files are whole and it belongs to the account that it watches.");

    [Fact]
    public async Task FlowLogs_OfANetworkAreOff_NamesIt() => await AfterAsync(
        "network flow logs", account => account.Admin.Ec2.DeleteFlowLogsAsync(new DeleteFlowLogsRequest { FlowLogIds = [account.FlowLog] }), ReadinessStatus.Missing, "1 of 1 networks have no active flow logs (vpc-");

    [Theory]
    [InlineData("", 30, "{0} deletes them after 30 days")]
    [InlineData("AWSLogs/", 89, "{0} deletes them after 89 days")]
    [InlineData("AWSLogs/{0}/vpcflowlogs/us-east-1/2026/", 7, "{0} deletes them after 7 days")]
    public async Task FlowLogs_AreDeletedWithin90Days_IsPartlyAndSaysWhen(string prefix, int days, string found) => await AfterAsync(
        "network flow logs", account => account.ExpireAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, prefix, account.Account), days), ReadinessStatus.Partly, account => string.Format(System.Globalization.CultureInfo.InvariantCulture, found, account.Logs));

    [Theory]
    [InlineData("", 90)]
    [InlineData("other/", 1)]
    public async Task FlowLogs_RuleKeepsThem_IsReady(string prefix, int days) => await AfterAsync(
        "network flow logs", account => account.ExpireAsync(prefix, days), ReadinessStatus.Ready, "All 1 networks log to buckets that keep them for 90 days or more.");

    [Fact]
    public async Task QueryLogs_NetworkIsNotAssociated_NamesIt() => await AfterAsync(
        "DNS query logs", account => account.Admin.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.9.0.0/16" }),
        ReadinessStatus.Missing, "1 of 2 networks do not log their DNS queries (vpc-");

    [Fact]
    public async Task DataClassification_ABucketSaysNothing_NamesIt() => await AfterAsync(
        "data classification", account => account.BucketAsync("silent"), ReadinessStatus.Partly, "1 of 2 buckets do not say what they hold (silent-");

    [Fact]
    public async Task DataClassification_ABucketOfAnotherRegion_IsAskedInItsOwn_OrNotAtAll()
    {
        using var account = await ReadyAccount.MakeAsync(moto);
        var far = $"far-{MotoServer.NewAccount()}";
        await account.Admin.S3.PutBucketAsync(new PutBucketRequest { BucketName = far, PutBucketConfiguration = new() { LocationConstraint = "eu-west-1" } });

        (await account.CheckAsync("data classification")).Status.Should().Be(ReadinessStatus.Ready, "incidents do not reach that region");

        account.Options = account.Options with { Regions = ["us-east-1", "eu-west-1"] };
        (await account.CheckAsync("data classification")).Found.Should().Contain($"1 of 2 buckets do not say what they hold ({far})");
    }

    [Fact]
    public async Task LiveResponse_AHostWithoutAgent_NamesIt() => await AfterAsync(
        "live response", account => account.RunHostAsync(), ReadinessStatus.Partly, "The SSM agent does not answer on 1 of 2 running instances (i-");

    [Theory]
    [InlineData("0.0.0.0/0", null)]
    [InlineData(null, "::/0")]
    public async Task IsolationGroups_OneLetsOut_IsMissing(string? v4, string? v6) => await AfterAsync(
        "isolation groups",
        account => account.Admin.Ec2.AuthorizeSecurityGroupEgressAsync(new AuthorizeSecurityGroupEgressRequest
        {
            GroupId = account.Isolation,
            IpPermissions = [new() { IpProtocol = "-1", Ipv4Ranges = v4 is null ? null : [new() { CidrIp = v4 }], Ipv6Ranges = v6 is null ? null : [new() { CidrIpv6 = v6 }] }],
        }),
        ReadinessStatus.Missing, "lets traffic out");

    [Fact]
    public async Task IsolationGroups_NetworkHasNone_IsPartly() => await AfterAsync(
        "isolation groups", account => account.Admin.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = account.Isolation }), ReadinessStatus.Partly, "1 of 1 networks have no isolation group (vpc-");

    [Fact]
    public async Task WhoCanUndo_SomebodyCan_NamesThem() => await AfterAsync(
        "who can undo",
        account =>
        {
            account.Decision = "allowed";
            return Task.CompletedTask;
        },
        ReadinessStatus.Partly, "user/somebody");

    [Theory]
    [InlineData(null, "No evidence bucket is set.")]
    [InlineData("no-such-evidence", "There is no bucket no-such-evidence.")]
    public async Task EvidenceBucket_IsNotThere_IsMissing(string? bucket, string found) => await AfterAsync(
        "evidence bucket",
        account =>
        {
            account.Options = account.Options with { EvidenceBucket = bucket };
            return Task.CompletedTask;
        },
        ReadinessStatus.Missing, found);

    [Fact]
    public async Task EvidenceBucket_IsNotLocked_IsMissing()
    {
        using var account = await ReadyAccount.MakeAsync(moto);
        using var accounts = new AwsAccounts(account.Options);
        using var own = accounts.EnterOwn(MotoServer.Account, ResourceId.Global, null);
        var unlocked = $"unlocked-{MotoServer.NewAccount()}";
        await own.S3.PutBucketAsync(new PutBucketRequest { BucketName = unlocked });
        account.Options = account.Options with { EvidenceBucket = unlocked };

        var item = await account.CheckAsync("evidence bucket");

        (item.Status, item.Found).Should().Be((ReadinessStatus.Missing, $"{unlocked} is not locked: whoever holds the account can delete its evidence."));
    }

    [Theory]
    [InlineData("where the responder lives", "which it guards")]
    [InlineData("evidence bucket", "belongs to the account that it keeps evidence of")]
    public async Task Responder_LivesInTheAccountThatItGuards_IsPartly(string item, string found)
    {
        using var account = await ReadyAccount.MakeAsync(moto);

        var checkedItem = (await AwsReadiness.CheckAsync(account.Options, MotoServer.Account, TestContext.Current.CancellationToken)).Single(one => one.Name == item);

        checkedItem.Status.Should().Be(ReadinessStatus.Partly);
        checkedItem.Found.Should().Contain(found);
        checkedItem.ToDo.Should().NotBeNullOrEmpty();
    }

    private Task AfterAsync(string item, Func<ReadyAccount, Task> change, ReadinessStatus status, string found) => AfterAsync(item, change, status, _ => found);

    private async Task AfterAsync(string item, Func<ReadyAccount, Task> change, ReadinessStatus status, Func<ReadyAccount, string> found)
    {
        using var account = await ReadyAccount.MakeAsync(moto);
        await change(account);

        var answer = await account.CheckAsync(item);

        answer.Status.Should().Be(status, answer.Found);
        answer.Found.Should().Contain(found(account));
        (answer.ToDo is null).Should().Be(status == ReadinessStatus.Ready, "what is not ready says what to do");
    }
}
