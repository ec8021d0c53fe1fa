using IrSdk.Runtime;

namespace IrSdk.Simulation.Tests;

public sealed class FaultTests
{
    private static readonly RevokeAccessKey Revoke = new(Rig.Key);

    [Theory]
    [InlineData(FaultKind.Throttled)]
    [InlineData(FaultKind.Fails)]
    public void Execute_FailsTwice_SucceedsTheThirdTime(FaultKind kind)
    {
        var rig = new Rig(faults: FaultPlan.Of(new Fault(kind) { Action = "revoke-access-key", Times = 2 }));

        rig.Invoking(one => one.Do(Revoke)).Should().Throw<ProviderException>().Where(failure => failure.IsTransient);
        rig.Invoking(one => one.Do(Revoke)).Should().Throw<ProviderException>();
        rig.World.Changes.Should().BeEmpty();
        rig.Do(Revoke).Proof.Should().Be(Proof.Verified);
    }

    [Fact]
    public void Execute_Denied_FailsForGoodAndChangesNothing()
    {
        var rig = new Rig(faults: FaultPlan.Of(new Fault(FaultKind.Denied)));

        rig.Invoking(one => one.Do(Revoke)).Should().Throw<ProviderException>().Where(failure => !failure.IsTransient);
        rig.World.Changes.Should().BeEmpty();
    }

    [Fact]
    public void Execute_AnswerLost_HasItsEffectAndReconcileFindsIt()
    {
        var rig = new Rig(faults: FaultPlan.Of(new Fault(FaultKind.AnswerLost)));

        rig.Invoking(one => one.Do(Revoke)).Should().Throw<ProviderException>().Where(failure => failure.IsTransient);

        ((SimulatedKey)rig.World.Find(Rig.Key.Id)!).Active.Should().BeFalse();
        var found = rig.Reconcile(Revoke);
        found.State.Should().Be(ReconciledState.Done);
        found.Result!.PriorState!.Value.GetProperty("active").GetBoolean().Should().BeTrue();
        var changes = rig.World.Changes.Length;
        rig.Do(Revoke);
        rig.World.Changes.Length.Should().Be(changes);
    }

    [Fact]
    public void Execute_Slow_TakesThatMuchLonger()
    {
        var rig = new Rig(faults: FaultPlan.Of(new Fault(FaultKind.Slow) { Factor = 10 }), latency: LatencyProfile.Same(TimeSpan.FromSeconds(1)));

        rig.Do(Revoke);

        rig.Time.Elapsed.Should().Be(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Execute_CancelledWhileItWaits_HasNoEffect()
    {
        var rig = new Rig(latency: LatencyProfile.Same(TimeSpan.FromSeconds(10)));

        rig.Invoking(one => one.Time.Run(async () =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromSeconds(5), one.Time);
            return await one.Simulated.Provider.HandlerOf(Revoke)!.ExecuteAsync(Revoke, one.Context(Revoke), source.Token);
        })).Should().Throw<OperationCanceledException>();

        rig.World.Changes.Should().BeEmpty();
        rig.World.Attempts.Single().Failure.Should().Be("ran out of time");
    }

    [Fact]
    public void Complete_CompletionFails_LeavesNothingInTheVault()
    {
        var rig = new Rig(faults: FaultPlan.Of(new Fault(FaultKind.CompletionFails) { Times = int.MaxValue }));
        var oracle = rig.Oracle(Rig.Instance);
        var result = rig.Do(new SnapshotVolumes(Rig.Instance));
        rig.Do(new StopInstance(Rig.Instance));

        rig.Complete(new SnapshotVolumes(Rig.Instance), result).Failure.Should().NotBeNull();

        oracle.Judge().Lost.Should().ContainSingle(loss => loss.Kind == Evidence.Volumes).Which.By.Should().Be(LossCause.Failure);
    }

    [Fact]
    public void Seeded_ManySteps_AboutTheShareGoesWrongAndTheSameOnesAgain()
    {
        var plan = FaultPlan.Seeded(0.3);
        var kinds = Enumerable.Range(0, 1000).Select(step => plan.Of(Revoke, 7, $"step {step}", 1)?.Kind).ToArray();

        kinds.Count(kind => kind is not null).Should().BeInRange(250, 350);
        kinds.Should().NotContain(FaultKind.Denied, "a containment that is refused for good would contain nothing");
        Enumerable.Range(0, 1000).Select(step => plan.Of(Revoke, 7, $"step {step}", 1)?.Kind).Should().Equal(kinds);
    }
}
