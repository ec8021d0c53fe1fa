using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Instances;

public sealed class EndingTests(MotoServer moto)
{
    [Fact]
    public async Task Stop_RunningMember_IsOnStandbyFirst_AndProven()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var serving = await Serving.JoinAsync(host);

        var result = await rig.DoAsync(new StopInstance(host.Instance));

        (await StateAsync(host)).Should().Be("stopped");
        (await serving.StateAsync()).Should().StartWith("Standby");
        var called = rig.Log.Calls.Select(call => call.Operation).ToList();
        called.IndexOf("EnterStandby").Should().BePositive().And.BeLessThan(called.IndexOf("StopInstances"));
        result.Proof.Should().Be(Proof.Verified);
        (await rig.ReconcileAsync(new StopInstance(host.Instance), HandlerRig.Context(prior: result))).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task Stop_IsStartedAgain_HasDrifted()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var result = await rig.DoAsync(new StopInstance(host.Instance));
        await host.Admin.Ec2Async("StartInstances", ("InstanceId.1", host.Id));

        (await rig.CheckAsync(new StopInstance(host.Instance), result)).Drift.Should().Be("it is running");
    }

    [Fact]
    public async Task Stop_ProtectedAgainstTermination_StaysProtected()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        await rig.DoAsync(new SnapshotVolumes(host.Instance));

        await rig.DoAsync(new StopInstance(host.Instance), HandlerRig.Context("s2"));

        (await host.AttributeAsync("disableApiTermination")).Should().Be("true");
    }

    [Fact]
    public async Task Terminate_ProtectedByTheSnapshot_IsTerminated_AndItsVolumesStay()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        var volumes = await host.VolumesAsync();
        await rig.DoAsync(new SnapshotVolumes(host.Instance));

        var result = await rig.DoAsync(new TerminateInstance(host.Instance), HandlerRig.Context("s2"));

        (await StateAsync(host)).Should().Be("terminated");
        result.Proof.Should().Be(Proof.Verified);
        (await host.Admin.Ec2Async("DescribeVolumes")).Descendants("volumeId").Select(one => one.Value).Should().Contain(volumes);
        (await rig.ReconcileAsync(new TerminateInstance(host.Instance), HandlerRig.Context("s2", result))).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public async Task Terminate_NoSuchHost_SaysWhereItLooked_AndEndsNobodyElse()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);

        var asking = () => rig.DoAsync(new TerminateInstance(new Instance(rig.Account, "us-east-1", "i-0123456789abcdef0")));

        (await asking.Should().ThrowAsync<ProviderException>()).Which.Message.Should().StartWith("i-0123456789abcdef0 is not in account");
        (await StateAsync(host)).Should().Be("running");
    }

    private static async Task<string> StateAsync(SuspectHost host) => (await host.ReadAsync()).Element("instanceState")!.Element("name")!.Value;
}
