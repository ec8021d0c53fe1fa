namespace IrSdk.Simulation.Tests;

public sealed class OracleTests
{
    private readonly Rig rig = new();

    [Fact]
    public void Judge_NothingHappens_EverythingExistsAndNothingIsLost()
    {
        var verdict = rig.Oracle(Rig.Key, Rig.Instance).Judge();

        verdict.Existed.Select(item => item.Kind).Should().BeEquivalentTo(
        [
            Evidence.ApiActivity, Evidence.Identity, Evidence.Volumes, Evidence.Memory, Evidence.Processes, Evidence.NetworkFlows, Evidence.DnsQueries,
        ]);
        verdict.Secured.Should().BeEmpty();
        verdict.Lost.Should().BeEmpty();
        verdict.TimeToContain.Should().BeNull();
    }

    [Fact]
    public void Judge_QuarantineBeforeCapture_BlamesTheResponse()
    {
        var oracle = rig.Oracle(Rig.Instance);
        rig.Do(new SnapshotVolumes(Rig.Instance));
        rig.Do(new QuarantineInstance(Rig.Instance));

        oracle.Judge().Lost.Select(loss => (loss.Kind, loss.By)).Should().BeEquivalentTo(
            [(Evidence.Processes, LossCause.Response), (Evidence.NetworkFlows, LossCause.Response)]);
    }

    [Fact]
    public void Judge_CapturesBeforeQuarantine_LosesNothing()
    {
        var oracle = rig.Oracle(Rig.Instance);
        rig.Do(new SnapshotVolumes(Rig.Instance));
        rig.Do(new CaptureProcesses(Rig.Instance));
        rig.Do(new ExportNetworkFlows(Rig.Vpc));
        rig.Do(new QuarantineInstance(Rig.Instance));

        var verdict = oracle.Judge();
        verdict.Lost.Should().BeEmpty();
        verdict.Secured.Should().HaveCount(6, "the network is acted on too");
        verdict.TimeToContain.Should().BeGreaterThan(TimeSpan.FromSeconds(5)).And.BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Judge_DeadMansSwitch_WipesTheDiskInOurName()
    {
        var scenario = Rig.Scenario;
        var armed = new Rig(scenario with { Instances = [.. scenario.Instances.Select(one => one with { WipesWhenIsolated = true })] });
        var oracle = armed.Oracle(Rig.Instance);

        armed.Do(new QuarantineInstance(Rig.Instance));

        oracle.Judge().Lost.Should().Contain(loss => loss.Kind == Evidence.Volumes && loss.By == LossCause.Response);
    }

    [Fact]
    public void Judge_CaptureThatFailedBefore_BlamesTheFailure()
    {
        var faulty = new Rig(faults: FaultPlan.Of(new Fault(FaultKind.Denied) { Action = "capture-processes" }));
        var oracle = faulty.Oracle(Rig.Instance);
        faulty.Invoking(one => one.Do(new CaptureProcesses(Rig.Instance))).Should().Throw<Runtime.ProviderException>();
        faulty.Do(new ExportNetworkFlows(Rig.Instance));

        faulty.Do(new QuarantineInstance(Rig.Instance));

        oracle.Judge().Lost.Should().ContainSingle().Which.By.Should().Be(LossCause.Failure);
    }

    [Fact]
    public void Judge_AdversaryDeletesTheTrailFirst_BlamesTheAdversary()
    {
        var oracle = rig.Oracle(Rig.Key);
        using var adversary = new Adversary(rig.World, rig.Time, 1, new() { DeletesTrailUnprovoked = TimeSpan.FromSeconds(1), Moves = 0 });
        adversary.Start();
        rig.Wait(TimeSpan.FromSeconds(5));

        var late = rig.Do(new ExportApiActivity(Rig.Account, TimeSpan.FromHours(72)));

        late.Evidence.Single().Status.Should().Be(EvidenceStatus.Gap);
        oracle.Judge().Lost.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Kind = Evidence.ApiActivity, By = LossCause.Adversary });
    }

    [Fact]
    public void Judge_TrailDeletedBecauseWeContainedFirst_BlamesTheResponse()
    {
        var oracle = rig.Oracle(Rig.Key);
        using var adversary = new Adversary(rig.World, rig.Time, 1, new() { Moves = 0, Restless = 0 });
        adversary.Start();

        rig.Do(new RevokeAccessKey(Rig.Key));
        rig.Wait(TimeSpan.FromMinutes(5));

        oracle.Judge().Lost.Should().Contain(loss => loss.Kind == Evidence.ApiActivity && loss.By == LossCause.Response);
    }

    [Fact]
    public void Judge_DenyDetachedAndKeyActiveAgain_IsContainedOnlyFromTheSecondTime()
    {
        var oracle = rig.Oracle(Rig.Key);
        rig.Do(new RevokeAccessKey(Rig.Key));
        var key = (SimulatedKey)rig.World.Find(Rig.Key.Id)!;
        var user = (SimulatedUser)rig.World.Find(Rig.User.Id)!;
        new Pen(rig.World, rig.Time, Actor.Adversary).Write("takes it back", key with { Active = true }, user with { Denied = false });
        oracle.Judge().TimeToContain.Should().BeNull();
        rig.Wait(TimeSpan.FromMinutes(2));

        rig.Do(new RevokeAccessKey(Rig.Key), key: "again");

        oracle.Judge().TimeToContain.Should().BeGreaterThan(TimeSpan.FromMinutes(2));
    }
}
