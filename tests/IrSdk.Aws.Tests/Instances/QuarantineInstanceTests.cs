using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Instances;

public sealed class QuarantineInstanceTests(MotoServer moto)
{
    [Fact]
    public async Task Execute_TwoInterfaces_AreInAGroupWithoutRules()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));

        var group = (await host.InterfacesAsync()).Values.Distinct().Should().ContainSingle().Subject;
        var read = await host.GroupAsync(group);
        read.Descendants("groupName").First().Value.Should().Be("irsdk-isolation");
        read.Descendants("ipPermissions").Single().Elements("item").Should().BeEmpty();
        read.Descendants("ipPermissionsEgress").Single().Elements("item").Should().BeEmpty("IPv6 is let out by default too");
        result.Detail.Should().Be("2 interfaces");
        result.Proof.Should().Be(Proof.NewFlowsOnly);
    }

    [Fact]
    public async Task Execute_ServesInGroups_LeavesThemBeforeItIsIsolated()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var serving = await Serving.JoinAsync(host);

        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));

        (await serving.StateAsync()).Should().Be("Standby, desired 0, targets 0, classic 0");
        var changes = rig.Log.Calls.Where(call => !call.Operation.StartsWith("Describe", StringComparison.Ordinal)).Select(call => call.Operation).ToList();
        changes.IndexOf("EnterStandby").Should().BeLessThan(changes.IndexOf("DeregisterTargets"));
        changes.LastIndexOf("DeregisterInstancesFromLoadBalancer").Should().BeLessThan(changes.IndexOf("ModifyNetworkInterfaceAttribute"));
        result.Detail.Should().Be("2 interfaces, on standby in web-asg, out of 2 load-balancer registrations");
        result.Breaks.Should().Equal(
            "the Auto Scaling group web-asg has one instance less", "the target group web-tg has one target less", "the load balancer web-elb has one instance less");
    }

    [Fact]
    public async Task Execute_AgainAfterItLeftItsGroups_IsDone_AndLeavesNothingTwice()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var serving = await Serving.JoinAsync(host);
        var first = await rig.DoAsync(new QuarantineInstance(host.Instance));
        await MoveAsync(host, (await host.InterfacesAsync()).Keys.First(), host.Group);

        (await rig.ReconcileAsync(new QuarantineInstance(host.Instance), HandlerRig.Context(prior: first))).State.Should().Be(ReconciledState.PartlyDone);
        await rig.DoAsync(new QuarantineInstance(host.Instance), HandlerRig.Context(prior: first));

        (await host.InterfacesAsync()).Values.Distinct().Should().ContainSingle();
        (await serving.StateAsync()).Should().Be("Standby, desired 0, targets 0, classic 0");
    }

    /// <summary>As the guarded account's stack makes it: CloudFormation gives a group without rules allow-all.</summary>
    [Fact]
    public async Task Execute_GroupOfTheStack_ItsRuleThatLeadsNowhereIsLeft()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var group = await SuspectHost.GroupAsync(host.Admin, host.Vpc, "irsdk-isolation");
        await host.Admin.Ec2Async("RevokeSecurityGroupEgress", ("GroupId", group), ("IpPermissions.1.IpProtocol", "-1"), ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));
        await host.Admin.Ec2Async("RevokeSecurityGroupEgress", ("GroupId", group), ("IpPermissions.1.IpProtocol", "-1"), ("IpPermissions.1.Ipv6Ranges.1.CidrIpv6", "::/0"));
        await host.Admin.Ec2Async(
            "AuthorizeSecurityGroupEgress", ("GroupId", group),
            ("IpPermissions.1.IpProtocol", "icmp"), ("IpPermissions.1.FromPort", "252"), ("IpPermissions.1.ToPort", "86"), ("IpPermissions.1.IpRanges.1.CidrIp", "127.0.0.1/32"));

        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));

        (await host.InterfacesAsync()).Values.Distinct().Should().Equal(group);
        rig.Log.Calls.Should().NotContain(call => call.Operation == "RevokeSecurityGroupEgress");
        (await rig.CheckAsync(new QuarantineInstance(host.Instance), result)).Drift.Should().BeNull();
    }

    [Fact]
    public async Task Release_AfterQuarantine_IsAsBefore_FieldByField()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var serving = await Serving.JoinAsync(host);
        var (interfaces, state) = (await host.InterfacesAsync(), await serving.StateAsync());
        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));

        await rig.DoAsync(new ReleaseInstance(host.Instance), HandlerRig.Context("u1", result));

        (await host.InterfacesAsync()).Should().Equal(interfaces);
        (await serving.StateAsync()).Should().Be(state);
        (await rig.ReconcileAsync(new ReleaseInstance(host.Instance), HandlerRig.Context("u1", result))).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task Execute_DiedBetweenTwoInterfaces_CompletesFromTheKeptState()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var before = await host.InterfacesAsync();
        var first = await rig.DoAsync(new QuarantineInstance(host.Instance));
        await MoveAsync(host, before.Keys.First(), host.Group);
        var context = HandlerRig.Context(prior: first);

        (await rig.ReconcileAsync(new QuarantineInstance(host.Instance), context)).State.Should().Be(ReconciledState.PartlyDone);
        var second = await rig.DoAsync(new QuarantineInstance(host.Instance), context);

        (await host.InterfacesAsync()).Values.Distinct().Should().ContainSingle();
        second.PriorState!.Value.GetRawText().Should().Be(first.PriorState!.Value.GetRawText());
        (await rig.ReconcileAsync(new QuarantineInstance(host.Instance), context)).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task Execute_AnswersAreLost_MakesOneGroupAndOneStandby()
    {
        using var rig = await HandlerRig.StartAsync(moto, network: inner =>
            new LosesOnce(new LosesOnce(new LosesOnce(inner, "CreateSecurityGroup"), "EnterStandby"), "RevokeSecurityGroupEgress"));
        var host = await SuspectHost.MakeAsync(rig);
        var serving = await Serving.JoinAsync(host);

        await rig.DoAsync(new QuarantineInstance(host.Instance));

        (await host.Admin.Ec2Async("DescribeSecurityGroups", ("Filter.1.Name", "group-name"), ("Filter.1.Value.1", "irsdk-isolation")))
            .Descendants("groupName").Should().ContainSingle();
        (await host.InterfacesAsync()).Values.Distinct().Should().ContainSingle();
        (await serving.StateAsync()).Should().StartWith("Standby, desired 0");
    }

    [Fact]
    public async Task CheckHolding_WhatAnIntruderChanges_IsNamed()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));
        var action = new QuarantineInstance(host.Instance);
        var (name, isolation) = (await host.InterfacesAsync()).First();
        (await rig.CheckAsync(action, result)).Drift.Should().BeNull();

        await MoveAsync(host, name, host.Group);
        (await rig.CheckAsync(action, result)).Drift.Should().Be($"interface {name} is in {host.Group}");
        await MoveAsync(host, name, isolation);

        await host.Admin.Ec2Async("AuthorizeSecurityGroupEgress", ("GroupId", isolation), ("IpPermissions.1.IpProtocol", "-1"), ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));
        (await rig.CheckAsync(action, result)).Drift.Should().Be($"the isolation group {isolation} lets all traffic (0.0.0.0/0) out");
        await host.Admin.Ec2Async("RevokeSecurityGroupEgress", ("GroupId", isolation), ("IpPermissions.1.IpProtocol", "-1"), ("IpPermissions.1.IpRanges.1.CidrIp", "0.0.0.0/0"));

        var added = await host.AddInterfaceAsync(2, host.Group);
        (await rig.CheckAsync(action, result)).Drift.Should().Be($"interface {added} is new, and in {host.Group}");
    }

    [Fact]
    public async Task Execute_IsolationGroupWasOpened_IsClosedFirst()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var group = await SuspectHost.GroupAsync(host.Admin, host.Vpc, "irsdk-isolation");

        await rig.DoAsync(new QuarantineInstance(host.Instance));

        (await host.InterfacesAsync()).Values.Should().OnlyContain(one => one == group);
        (await host.GroupAsync(group)).Descendants("ipPermissionsEgress").Single().Elements("item").Should().BeEmpty();
    }

    [Fact]
    public async Task Execute_OwnIsolationGroupIsOpen_RefusesAndLeavesItAlone()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var open = await SuspectHost.GroupAsync(host.Admin, host.Vpc, "ours");
        using var configured = await HandlerRig.StartAsync(moto, all => all with { IsolationGroups = all.IsolationGroups.Add(host.Vpc, open) });

        var asking = () => configured.DoAsync(new QuarantineInstance(host.Instance));

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith($"The isolation group {open} of {host.Vpc} lets all traffic");
        (await host.InterfacesAsync()).Values.Should().NotContain(open);
    }

    [Fact]
    public async Task Release_SomebodyMovedAnInterface_RefusesAndSaysWhere()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));
        var other = await SuspectHost.GroupAsync(host.Admin, host.Vpc, "other");
        var moved = (await host.InterfacesAsync()).Keys.First();
        await MoveAsync(host, moved, other);

        var asking = () => rig.DoAsync(new ReleaseInstance(host.Instance), HandlerRig.Context("u1", result));

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().Contain($"interface {moved} is in {other}");
    }

    [Fact]
    public async Task Execute_KeepsLiveResponse_LetsOnlyTheEndpointsThrough()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var endpoints = await SuspectHost.GroupAsync(host.Admin, host.Vpc, "endpoints");
        foreach (var service in new[] { "ssm", "ssmmessages" })
        {
            await host.Admin.Ec2Async(
                "CreateVpcEndpoint", ("VpcId", host.Vpc), ("VpcEndpointType", "Interface"), ("ServiceName", $"com.amazonaws.us-east-1.{service}"),
                ("SubnetId.1", host.Subnet), ("SecurityGroupId.1", endpoints));
        }

        await host.Admin.Ec2Async("CreateVpcEndpoint", ("VpcId", host.Vpc), ("VpcEndpointType", "Gateway"), ("ServiceName", "com.amazonaws.us-east-1.s3"));

        var action = new QuarantineInstance(host.Instance, keepLiveResponse: true);
        var result = await rig.DoAsync(action);

        var group = (await host.InterfacesAsync()).Values.Distinct().Single();
        var rules = (await host.GroupAsync(group)).Descendants("ipPermissionsEgress").Single().Elements("item").ToList();
        rules.Should().OnlyContain(rule => rule.Element("ipProtocol")!.Value == "tcp" && rule.Element("fromPort")!.Value == "443");
        rules.SelectMany(rule => rule.Descendants("groupId")).Select(one => one.Value).Should().Equal(endpoints);
        rules.SelectMany(rule => rule.Descendants("prefixListId")).Should().ContainSingle();
        rules.SelectMany(rule => rule.Descendants("cidrIp")).Should().BeEmpty();
        (await rig.CheckAsync(action, result)).Drift.Should().BeNull();
    }

    [Fact]
    public async Task Execute_KeepsLiveResponseWithoutEndpoints_IsolatesAndSaysThatLiveResponseEnds()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        var result = await rig.DoAsync(new QuarantineInstance(host.Instance, keepLiveResponse: true));

        var group = (await host.InterfacesAsync()).Values.Distinct().Single();
        (await host.GroupAsync(group)).Descendants("ipPermissionsEgress").Single().Elements("item").Should().BeEmpty();
        result.Breaks.Should().ContainMatch($"live response to {host.Id}*{host.Vpc} has no endpoints for the SSM agent");
    }

    [Fact]
    public async Task Execute_InstanceProfileIsReplaced_AndComesBack()
    {
        using var rig = await HandlerRig.StartAsync(moto, all => all with { ReplacesInstanceProfile = true });
        var host = await SuspectHost.MakeAsync(rig);
        foreach (var profile in new[] { "web", "irsdk-isolation" })
        {
            await host.Admin.IamAsync("CreateInstanceProfile", ("InstanceProfileName", profile));
        }

        await host.Admin.Ec2Async("AssociateIamInstanceProfile", ("InstanceId", host.Id), ("IamInstanceProfile.Name", "web"));

        var result = await rig.DoAsync(new QuarantineInstance(host.Instance));
        (await ProfileAsync(host)).Should().EndWith("/irsdk-isolation");
        await rig.DoAsync(new ReleaseInstance(host.Instance), HandlerRig.Context("u1", result));

        (await ProfileAsync(host)).Should().EndWith("/web");
    }

    [Fact]
    public async Task Execute_NoSuchHost_SaysWhereItLooked()
    {
        using var rig = await HandlerRig.StartAsync(moto);

        var asking = () => rig.DoAsync(new QuarantineInstance(new Instance(rig.Account, "us-east-1", "i-0123456789abcdef0")));

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith($"i-0123456789abcdef0 is not in account {rig.Account}, region us-east-1");
    }

    private static Task<System.Xml.Linq.XElement> MoveAsync(SuspectHost host, string name, string group) =>
        host.Admin.Ec2Async("ModifyNetworkInterfaceAttribute", ("NetworkInterfaceId", name), ("SecurityGroupId.1", group));

    private static async Task<string> ProfileAsync(SuspectHost host) =>
        SuspectHost.One(await host.Admin.Ec2Async("DescribeIamInstanceProfileAssociations", ("Filter.1.Name", "instance-id"), ("Filter.1.Value.1", host.Id)), "arn");
}
