using System.Globalization;
using Amazon.EC2.Model;

namespace IrSdk.Aws.Tests.Exports;

public sealed class ExportNetworkFlowsTests(MotoServer moto)
{
    private readonly DateTimeOffset now = EvidenceRig.Time.GetUtcNow();

    [Fact]
    public async Task Execute_BothKindsGoToABucket_CopiesThisNetworksAlone()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var vpc = await VpcAsync(rig);
        var bucket = await rig.BucketAsync("flows");
        var log = await FlowLogAsync(rig, vpc, new() { LogDestinationType = "s3", LogDestination = $"arn:aws:s3:::{bucket}" });
        await QueryLogAsync(rig, vpc, $"arn:aws:s3:::{bucket}");
        string[] own = [Flow(rig, log, now.AddHours(-2)), Query(rig, vpc, now.AddHours(-3))];
        string[] others = [Flow(rig, "fl-other", now.AddHours(-2)), Flow(rig, log, now.AddHours(-60)), Query(rig, "vpc-other", now.AddHours(-3))];
        foreach (var key in own.Concat(others))
        {
            await rig.PutAsync(bucket, key, key);
        }

        var action = new ExportNetworkFlows(new IrSdk.Vpc(rig.Account, "us-east-1", vpc));
        var result = await rig.ExecuteAsync(action);
        await rig.CompleteAsync(action, result);

        result.Evidence.Select(record => (record.Kind, record.Status, record.Detail)).Should().BeEquivalentTo(
        [
            (Evidence.NetworkFlows, EvidenceStatus.Secured, (string?)"24 h, 1 object"),
            (Evidence.DnsQueries, EvidenceStatus.Secured, "24 h, 1 object"),
        ]);
        (await rig.ManifestAsync()).Objects.Where(one => one.Source is not null).Select(one => (one.Kinds, one.Source)).Should().BeEquivalentTo(
            [(Evidence.NetworkFlows, $"s3://{bucket}/{own[0]}"), (Evidence.DnsQueries, $"s3://{bucket}/{own[1]}")]);
    }

    [Fact]
    public async Task Execute_Instance_FindsTheFlowLogOfItsInterface()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var vpc = await VpcAsync(rig);
        var subnet = (await rig.Admin.Ec2.CreateSubnetAsync(new CreateSubnetRequest { VpcId = vpc, CidrBlock = "10.0.1.0/24" })).Subnet.SubnetId;
        var image = (await rig.Admin.Ec2.RegisterImageAsync(new RegisterImageRequest { Name = "base", RootDeviceName = "/dev/sda1", Architecture = "x86_64", VirtualizationType = "hvm" })).ImageId;
        var instance = (await rig.Admin.Ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = image, MinCount = 1, MaxCount = 1, SubnetId = subnet })).Reservation.Instances[0];
        var bucket = await rig.BucketAsync("flows");
        var log = await FlowLogAsync(rig, instance.NetworkInterfaces[0].NetworkInterfaceId, new() { ResourceType = "NetworkInterface", LogDestinationType = "s3", LogDestination = $"arn:aws:s3:::{bucket}" });
        await rig.PutAsync(bucket, Flow(rig, log, now.AddHours(-1)), "flow");

        var result = await rig.ExecuteAsync(new ExportNetworkFlows(new IrSdk.Instance(rig.Account, "us-east-1", instance.InstanceId)));

        result.Evidence[0].Should().BeEquivalentTo(new { Status = EvidenceStatus.Secured, Detail = "24 h, 1 object" });
        result.Evidence[1].Status.Should().Be(EvidenceStatus.Absent);
    }

    [Fact]
    public async Task Execute_FlowLogsGoToALogGroup_IsAGapThatNamesIt()
    {
        using var rig = await EvidenceRig.StartAsync(moto);
        var vpc = await VpcAsync(rig);
        await FlowLogAsync(rig, vpc, new() { LogGroupName = "flows-of-prod", DeliverLogsPermissionArn = $"arn:aws:iam::{rig.Account}:role/flows" });

        var result = await rig.ExecuteAsync(new ExportNetworkFlows(new IrSdk.Vpc(rig.Account, "us-east-1", vpc)));

        result.Evidence[0].Status.Should().Be(EvidenceStatus.Gap);
        result.Evidence[0].Detail.Should().Contain("goes to flows-of-prod, which cannot be copied from here");
    }

    private static async Task<string> VpcAsync(EvidenceRig rig) =>
        (await rig.Admin.Ec2.CreateVpcAsync(new CreateVpcRequest { CidrBlock = "10.0.0.0/16" })).Vpc.VpcId;

    private static async Task<string> FlowLogAsync(EvidenceRig rig, string resource, CreateFlowLogsRequest request)
    {
        (request.ResourceIds, request.ResourceType, request.TrafficType) = ([resource], request.ResourceType ?? "VPC", "ALL");
        return (await rig.Admin.Ec2.CreateFlowLogsAsync(request)).FlowLogIds.Should().ContainSingle().Subject;
    }

    private static async Task QueryLogAsync(EvidenceRig rig, string vpc, string destination)
    {
        var made = await rig.CallAsync("route53resolver", "Route53Resolver.CreateResolverQueryLogConfig", new { Name = "names", DestinationArn = destination, CreatorRequestId = "1" });
        await rig.CallAsync("route53resolver", "Route53Resolver.AssociateResolverQueryLogConfig",
            new { ResolverQueryLogConfigId = made.GetProperty("ResolverQueryLogConfig").GetProperty("Id").GetString(), ResourceId = vpc });
    }

    private static string Flow(EvidenceRig rig, string log, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"AWSLogs/{rig.Account}/vpcflowlogs/us-east-1/{at:yyyy/MM/dd}/{rig.Account}_vpcflowlogs_us-east-1_{log}_{at:yyyyMMdd'T'HHmm}Z_1a2b.log.gz");

    private static string Query(EvidenceRig rig, string vpc, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture, $"AWSLogs/{rig.Account}/vpcdnsquerylogs/{vpc}/{at:yyyy/MM/dd}/{vpc}_vpcdnsquerylogs_{rig.Account}_{at:yyyyMMdd'T'HHmm}Z_1a2b.log.gz");
}
