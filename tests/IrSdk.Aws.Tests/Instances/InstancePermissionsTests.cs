using IrSdk.Runtime;

namespace IrSdk.Aws.Tests.Instances;

/// <summary>What the handlers of instances declare is what they call, and fits into a session policy.</summary>
public sealed class InstancePermissionsTests(MotoServer moto)
{
    /// <summary>STS takes 2,048 characters.</summary>
    private const int LongestPolicy = 2048;

    [Fact]
    public async Task Handlers_ThereAndBack_CallOnlyWhatIsDeclared()
    {
        using var rig = await HandlerRig.StartAsync(moto);
        var host = await SuspectHost.MakeAsync(rig);
        await Serving.JoinAsync(host);
        var network = new Vpc(rig.Account, "us-east-1", host.Vpc);

        await CalledAsync(rig, new RestoreVolumeProtections(host.Instance), await CalledAsync(rig, new SnapshotVolumes(host.Instance)));
        await CalledAsync(rig, new AllowEgress(host.Instance), await CalledAsync(rig, new BlockEgress(host.Instance)));
        await CalledAsync(rig, new AllowEgress(network), await CalledAsync(rig, new BlockEgress(network)));
        await CalledAsync(rig, new ReleaseInstance(host.Instance), await CalledAsync(rig, new QuarantineInstance(host.Instance)));
        await CalledAsync(rig, new StopInstance(host.Instance));
        await CalledAsync(rig, new TerminateInstance(host.Instance));
    }

    [Theory]
    [InlineData(typeof(SnapshotVolumes))]
    [InlineData(typeof(RestoreVolumeProtections))]
    [InlineData(typeof(QuarantineInstance))]
    [InlineData(typeof(ReleaseInstance))]
    [InlineData(typeof(BlockEgress))]
    [InlineData(typeof(AllowEgress))]
    [InlineData(typeof(StopInstance))]
    [InlineData(typeof(TerminateInstance))]
    [InlineData(typeof(CaptureProcesses))]
    [InlineData(typeof(CaptureMemory))]
    [InlineData(typeof(ScanEndpoint))]
    public void Permissions_AsASessionPolicy_FitIntoOne(Type action)
    {
        var permissions = AwsHandlers.All.Single(one => one.Action == action).Permissions;

        PolicyDocument.Allow(permissions, new() { Account = "111122223333", Name = "i-0123456789abcdef0", EvidenceBucket = "evidence-111122223333" })
            .Length.Should().BeLessThan(LongestPolicy);
    }

    private static async Task<StepResult> CalledAsync(HandlerRig rig, ResponseAction action, StepResult? prior = null)
    {
        rig.Log.Clear();
        var context = HandlerRig.Context($"s-{action.GetType().Name}-{action.Resource.Id.Name}", prior);
        var result = await rig.DoAsync(action, context);
        await rig.ReconcileAsync(action, HandlerRig.Context(context.Step, prior ?? result));
        await rig.CheckAsync(action, result);

        var declared = AwsHandlers.All.Single(one => one.Action == action.GetType()).Permissions.Select(permission => permission.Action);
        rig.Log.Actions.Should().BeSubsetOf([.. declared, "sts:AssumeRole"], "{0} declares what it calls", action.GetType().Name);
        return result;
    }
}
