using IrSdk.Runtime;

namespace IrSdk.Simulation.Tests;

public sealed class TestimonyTests
{
    private static readonly EvidenceItem Processes = new(Evidence.Processes, Rig.Instance.Id);
    private static readonly EvidenceItem Memory = new(Evidence.Memory, Rig.Instance.Id);
    private static readonly EvidenceItem Flows = new(Evidence.NetworkFlows, Rig.Instance.Id);

    private static Rig Failing(FaultKind kind, string action, int times = int.MaxValue) =>
        new(faults: FaultPlan.Of(new Fault(kind) { Action = action, Times = times }));

    [Fact]
    public void Judge_CaptureIsTriedAgainAfterContainment_BlamesTheResponse()
    {
        var rig = Failing(FaultKind.Fails, "capture-processes", times: 1);
        var oracle = rig.Oracle(Rig.Instance);
        rig.Invoking(one => one.Do(new CaptureProcesses(Rig.Instance))).Should().Throw<ProviderException>();
        rig.Do(new QuarantineInstance(Rig.Instance, keepLiveResponse: true));
        rig.Do(new CaptureProcesses(Rig.Instance));

        LossOf(oracle.Judge(), Processes).By.Should().Be(LossCause.Response);
    }

    [Fact]
    public void Judge_GapAdmittedBeforeContainment_BlamesTheFailure()
    {
        var rig = Failing(FaultKind.Fails, "capture-processes", times: 1);
        var oracle = rig.Oracle(Rig.Instance);
        rig.Invoking(one => one.Do(new CaptureProcesses(Rig.Instance))).Should().Throw<ProviderException>();
        var admitted = rig.Time.GetUtcNow();
        rig.Do(new QuarantineInstance(Rig.Instance, keepLiveResponse: true));
        rig.Do(new CaptureProcesses(Rig.Instance));

        LossOf(oracle.Judge(new() { Admitted = [new(Evidence.Processes, Rig.Instance.Id, admitted)] }), Processes).By.Should().Be(LossCause.Failure);
        LossOf(oracle.Judge(new() { Admitted = [new(Evidence.Processes, Rig.Instance.Id, rig.Time.GetUtcNow())] }), Processes).By
            .Should().Be(LossCause.Response, "it was admitted too late");
        LossOf(oracle.Judge(new() { Admitted = [new(Evidence.NetworkFlows, Rig.Instance.Id, admitted)] }), Processes).By
            .Should().Be(LossCause.Response, "something else was admitted");
        LossOf(oracle.Judge(new() { Admitted = [new(Evidence.Processes, Rig.Instance.Id with { Name = "i-0b2c" }, admitted)] }), Processes).By
            .Should().Be(LossCause.Response, "it was admitted of another instance");
    }

    [Fact]
    public void Judge_GapAdmittedAfterContainment_BlamesTheResponse()
    {
        var rig = Failing(FaultKind.Fails, "capture-processes");
        var oracle = rig.Oracle(Rig.Instance);
        rig.Invoking(one => one.Do(new CaptureProcesses(Rig.Instance))).Should().Throw<ProviderException>();
        rig.Do(new QuarantineInstance(Rig.Instance));
        rig.Wait(TimeSpan.FromSeconds(1));

        LossOf(oracle.Judge(new() { Admitted = [new(Evidence.Processes, Rig.Instance.Id, rig.Time.GetUtcNow())] }), Processes).By.Should().Be(LossCause.Response);
    }

    [Fact]
    public void Judge_GapAdmittedWithoutAnAttempt_BlamesTheResponse()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Instance);
        var admitted = new AdmittedGap(Evidence.Processes, Rig.Instance.Id, rig.Time.GetUtcNow());
        rig.Do(new QuarantineInstance(Rig.Instance));

        LossOf(oracle.Judge(new() { Admitted = [admitted] }), Processes).By.Should().Be(LossCause.Response);
    }

    [Fact]
    public void Judge_LeftOutOnPurpose_IsWaivedOnlyWhereOurContainmentDestroyedIt()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Instance);
        rig.Do(new QuarantineInstance(Rig.Instance));
        var host = (SimulatedInstance)rig.World.Find(Rig.Instance.Id)!;
        new Pen(rig.World, rig.Time, Actor.Adversary).Write("wipes", host.Losing(Evidence.Volumes));
        var volumes = new EvidenceItem(Evidence.Volumes, Rig.Instance.Id);

        var verdict = oracle.Judge(new() { Waived = [Processes, volumes] });

        LossOf(verdict, Processes).By.Should().Be(LossCause.Waived);
        LossOf(verdict, volumes).By.Should().Be(LossCause.Adversary);
        LossOf(verdict, Flows).By.Should().Be(LossCause.Response);
        verdict.Discrepancies.Should().Equal(new Discrepancy(DiscrepancyKind.NoGap, Evidence.NetworkFlows, Rig.Instance.Id));
    }

    [Fact]
    public void Judge_CaptureRefusedAndStillThere_NeedsAGap()
    {
        var rig = Failing(FaultKind.Denied, "capture-memory");
        var oracle = rig.Oracle(Rig.Instance);
        rig.Invoking(one => one.Do(new CaptureMemory(Rig.Instance))).Should().Throw<ProviderException>();

        oracle.Judge().Unsecured.Should().Equal(Memory);
        oracle.Judge(new()).Discrepancies.Should().Equal(new Discrepancy(DiscrepancyKind.NoGap, Evidence.Memory, Rig.Instance.Id));
        oracle.Judge(new() { Gaps = [Memory] }).Discrepancies.Should().BeEmpty();
    }

    [Fact]
    public void Judge_GapOfANetwork_TellsOfTheInstancesInIt()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Instance);
        rig.Do(new SnapshotVolumes(Rig.Instance));
        rig.Do(new CaptureProcesses(Rig.Instance));
        rig.Do(new QuarantineInstance(Rig.Instance));

        oracle.Judge(new() { Gaps = [new(Evidence.NetworkFlows, Rig.Vpc.Id)] }).Discrepancies.Should().BeEmpty();
        oracle.Judge(new() { Gaps = [new(Evidence.NetworkFlows, Rig.Vpc.Id with { Name = "vpc-other" })] }).Discrepancies.Select(one => one.What)
            .Should().BeEquivalentTo([DiscrepancyKind.NoGap, DiscrepancyKind.GapOfNothing]);
    }

    [Fact]
    public void Judge_GapOfWhatIsSecured_IsADiscrepancyEvenWhereAWiderCaptureHasIt()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Instance);
        rig.Do(new ExportNetworkFlows(Rig.Vpc));

        oracle.Judge(new() { Gaps = [Flows] }).Discrepancies
            .Should().Equal(new Discrepancy(DiscrepancyKind.GapOfSecured, Evidence.NetworkFlows, Rig.Instance.Id));
        oracle.Judge(new() { Waived = [Flows] }).Discrepancies.Should().ContainSingle().Which.What.Should().Be(DiscrepancyKind.GapOfSecured);
    }

    [Fact]
    public void Judge_GapOfWhatNeverExisted_IsADiscrepancyUnlessNobodyCouldLook()
    {
        var unlogged = Rig.Scenario with { Vpcs = [new() { Name = Rig.Vpc.Name, DnsLogs = false, FlowLogs = false }] };
        var said = new Testimony { Gaps = [new(Evidence.NetworkFlows, Rig.Vpc.Id), new(Evidence.DnsQueries, Rig.Vpc.Id)] };
        var looked = new Rig(unlogged);
        var oracle = looked.Oracle(Rig.Instance);
        looked.Do(new ExportNetworkFlows(Rig.Vpc)).Evidence.Should().OnlyContain(one => one.Status == EvidenceStatus.Absent);
        oracle.Judge(said).Discrepancies.Should().HaveCount(2).And.OnlyContain(one => one.What == DiscrepancyKind.GapOfNothing);

        var refused = new Rig(unlogged, FaultPlan.Of(new Fault(FaultKind.Denied)));
        oracle = refused.Oracle(Rig.Instance);
        refused.Invoking(one => one.Do(new ExportNetworkFlows(Rig.Vpc))).Should().Throw<ProviderException>();
        oracle.Judge(said).Discrepancies.Should().BeEmpty();
    }

    [Fact]
    public void Judge_ClaimsThatTheWorldDoesNotBear_AreDiscrepancies()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Instance);
        rig.Do(new CaptureProcesses(Rig.Instance));

        oracle.Judge(new() { Secured = [Processes] }).Discrepancies.Should().BeEmpty();
        oracle.Judge(new() { Secured = [Memory, new(Evidence.BucketState, Rig.Instance.Id)], Absent = [Flows] }).Discrepancies.Select(one => one.What)
            .Should().Equal(DiscrepancyKind.NotSecured, DiscrepancyKind.NotSecured, DiscrepancyKind.NotAbsent);
    }

    [Fact]
    public void Judge_KeyMadeSinceTheAlert_ExistsOnceTheResponseActsOnIt()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Key, Rig.User);
        var second = new AccessKey(Rig.AccountId, "AKIAI44QH8DHBEXAMPLE") { UserName = Rig.User.Name };
        rig.Do(new CaptureIdentity(Rig.User));
        new Pen(rig.World, rig.Time, Actor.Adversary).Write("makes a second key", new SimulatedKey { Account = Rig.AccountId, Name = second.Name, User = Rig.User.Name });
        oracle.Judge().Existed.Should().NotContain(item => item.Resource == second.Id);

        rig.Do(new RevokeAccessKey(second));

        LossOf(oracle.Judge(), new(Evidence.Identity, second.Id)).By.Should().Be(LossCause.Response, "its capture is older than the key");
    }

    private static EvidenceLoss LossOf(OracleVerdict verdict, EvidenceItem item) =>
        verdict.Lost.Should().ContainSingle(loss => loss.Kind == item.Kind && loss.Resource == item.Resource).Which;
}
