using System.Xml.Linq;
using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Instances;

public sealed class BlockEgressTests(MotoServer moto)
{
    [Fact]
    public async Task Execute_Instance_LetsInWhatItLetIn_AndNothingOut()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new BlockEgress(host.Instance));

        var interfaces = await host.InterfacesAsync();
        foreach (var group in interfaces.Values)
        {
            var read = await host.GroupAsync(group);
            Rules(read, "ipPermissionsEgress").Should().BeEmpty();
            Rules(read, "ipPermissions").Should().ContainSingle(rule => rule.Element("fromPort")!.Value == "443");
        }

        Rules(await host.GroupAsync(host.Group), "ipPermissionsEgress").Should().NotBeEmpty("others in the group are not cut off");
        result.Proof.Should().Be(Proof.NewFlowsOnly);
        result.Detail.Should().Be("nothing new leaves from 2 interfaces");
    }

    [Fact]
    public async Task Execute_AnEarlierCallWasCutShort_IsFinished_AndCutsNobodyOffMeanwhile()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var first = await rig.DoAsync(new BlockEgress(host.Instance));
        var blocked = await host.InterfacesAsync();
        await host.Admin.Ec2Async("ModifyNetworkInterfaceAttribute", ("NetworkInterfaceId", blocked.Keys.First()), ("SecurityGroupId.1", host.Group));
        rig.Log.Clear();

        await rig.DoAsync(new BlockEgress(host.Instance), HandlerRig.Context(prior: first));

        (await host.InterfacesAsync()).Should().Equal(blocked);
        Rules(await host.GroupAsync(blocked.Values.First()), "ipPermissions").Should().ContainSingle(rule => rule.Element("fromPort")!.Value == "443");
        rig.Log.Calls.Should().NotContain(call => call.Operation == "RevokeSecurityGroupIngress");
    }

    [Fact]
    public async Task Allow_Instance_IsAsBefore_AndOurGroupsAreGone()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var before = await host.InterfacesAsync();
        var result = await rig.DoAsync(new BlockEgress(host.Instance));
        var context = HandlerRig.Context(prior: result);
        (await rig.ReconcileAsync(new BlockEgress(host.Instance), context)).State.Should().Be(ReconciledState.Done);

        await rig.DoAsync(new AllowEgress(host.Instance), HandlerRig.Context("u1", result));

        (await host.InterfacesAsync()).Should().Equal(before);
        (await host.Admin.Ec2Async("DescribeSecurityGroups")).Descendants("groupName").Should().NotContain(one => one.Value.StartsWith("irsdk-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Execute_InstanceIsIsolatedAlready_LeavesItSo_ThereAndBack()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        await rig.DoAsync(new QuarantineInstance(host.Instance));
        var isolated = await host.InterfacesAsync();

        var result = await rig.DoAsync(new BlockEgress(host.Instance), HandlerRig.Context("s2"));
        await rig.DoAsync(new AllowEgress(host.Instance), HandlerRig.Context("u2", result));

        (await host.InterfacesAsync()).Should().Equal(isolated);
    }

    [Fact]
    public async Task CheckHolding_InterfaceIsMovedBack_IsNamed()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var result = await rig.DoAsync(new BlockEgress(host.Instance));
        var name = (await host.InterfacesAsync()).Keys.First();
        await host.Admin.Ec2Async("ModifyNetworkInterfaceAttribute", ("NetworkInterfaceId", name), ("SecurityGroupId.1", host.Group));

        (await rig.CheckAsync(new BlockEgress(host.Instance), result)).Drift.Should().Be($"interface {name} is in {host.Group}");
    }

    [Fact]
    public async Task Execute_Network_OnlyWhatStaysInsideLeavesItsSubnets()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: inner => new LosesOnce(new LosesOnce(inner, "CreateNetworkAcl"), "ReplaceNetworkAclAssociation"));
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new BlockEgress(Network(host)));

        var lists = await ListsAsync(host);
        lists.Should().HaveCount(2, "one stands in for the former one");
        var under = lists.Single(list => list.Descendants("subnetId").Any());
        var leaving = under.Element("entrySet")!.Elements("item").Where(one => one.Element("egress")!.Value == "true" && one.Element("ruleAction")!.Value == "allow").ToList();
        leaving.Select(one => one.Element("cidrBlock")?.Value).Should().Contain("10.0.0.0/16").And.NotContain("0.0.0.0/0");
        under.Element("entrySet")!.Elements("item").Should().Contain(one => one.Element("egress")!.Value == "false" && one.Element("ruleAction")!.Value == "allow");
        result.Proof.Should().Be(Proof.Verified);
        result.Detail.Should().Be("nothing leaves from 1 subnet");
    }

    [Fact]
    public async Task Allow_Network_IsAsBefore_AndOurListIsGone()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var before = Said(await ListsAsync(host));
        var result = await rig.DoAsync(new BlockEgress(Network(host)));
        Said(await ListsAsync(host)).Should().NotBe(before);
        (await rig.CheckAsync(new BlockEgress(Network(host)), result)).Drift.Should().BeNull();

        await rig.DoAsync(new AllowEgress(Network(host)), HandlerRig.Context("u1", result));

        Said(await ListsAsync(host)).Should().Be(before);
        (await rig.CheckAsync(new BlockEgress(Network(host)), result)).Drift.Should().StartWith($"subnet {host.Subnet} is under acl-");
    }

    [Fact]
    public async Task Execute_NoSuchNetwork_SaysWhereItLooked()
    {
        using var rig = await HandlerRig.StartAsync(moto);

        var asking = () => rig.DoAsync(new BlockEgress(new Vpc(rig.Account, "us-east-1", "vpc-0123456789abcdef0")));

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith($"vpc-0123456789abcdef0 is not in account {rig.Account}");
    }

    private static Vpc Network(SuspectHost host) => new(host.Account, "us-east-1", host.Vpc);

    private static IEnumerable<XElement> Rules(XElement group, string kind) => group.Descendants(kind).Single().Elements("item");

    private static async Task<List<XElement>> ListsAsync(SuspectHost host) =>
        [.. (await host.Admin.Ec2Async("DescribeNetworkAcls", ("Filter.1.Name", "vpc-id"), ("Filter.1.Value.1", host.Vpc))).Descendants("networkAclSet").Single().Elements("item")];

    /// <summary>Which subnet is under which list, and the lists' entries; associations get a new id with every move.</summary>
    private static string Said(List<XElement> lists) => string.Join('\n', lists.Select(list =>
        $"{list.Element("networkAclId")!.Value}: {string.Join(' ', list.Descendants("subnetId").Select(one => one.Value))} {list.Element("entrySet")}"));
}
