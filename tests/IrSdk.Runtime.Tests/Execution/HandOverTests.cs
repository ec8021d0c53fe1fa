namespace IrSdk.Runtime.Tests;

public sealed class HandOverTests
{
    [Fact]
    public void Respond_HandedOverWhileAStepRuns_JournalsItsEndAndBeginsNothingMore()
    {
        using var handOver = new CancellationTokenSource();
        var rig = new Rig();
        rig.Options = rig.Options with { HandOver = handOver.Token };
        rig.World.Latency["snapshot-volumes"] = TimeSpan.FromSeconds(20);
        rig.World.OnCall = (action, _) =>
        {
            if (action == "snapshot-volumes")
            {
                handOver.Cancel();
            }
        };

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Unfinished);
        report.Steps.Should().NotContain(step => step.Status == StepStatus.Running, "what was under way is journaled");
        rig.Status(report, "snapshot").Should().Be("Secured");
        rig.World.Effects.Should().NotContain(effect => effect.Action == "quarantine-instance");
        var again = rig.Clock.Run(async () => await rig.Journal.TryAcquireAsync(Rig.Id, "another", TimeSpan.FromSeconds(30), CancellationToken.None));
        again.Should().NotBeNull("the lease was given back");
    }

    [Fact]
    public void Respond_AfterAHandOver_GoesOnAtOnceWithoutLookingOrDoubling()
    {
        using var handOver = new CancellationTokenSource();
        var rig = new Rig();
        var usual = rig.Options;
        rig.Options = usual with { HandOver = handOver.Token };
        rig.World.Latency["snapshot-volumes"] = TimeSpan.FromSeconds(20);
        rig.World.OnCall = (action, _) =>
        {
            if (action == "snapshot-volumes")
            {
                handOver.Cancel();
            }
        };
        rig.Respond();
        rig.World.OnCall = null;
        rig.Options = usual with { Owner = "successor" };
        var since = rig.Clock.GetUtcNow();

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        (report.ContainedAt - since).Should().BeLessThan(TimeSpan.FromSeconds(5), "it waits for no lease");
        rig.World.Doubled.Should().BeEmpty();
        rig.Kinds.Should().NotContain(JournalKinds.StepReconciled);
    }

    [Fact]
    public void Respond_HandedOverBeforeItBegan_DoesNothing()
    {
        using var handOver = new CancellationTokenSource();
        handOver.Cancel();
        var rig = new Rig();
        rig.Options = rig.Options with { HandOver = handOver.Token };

        rig.Respond().Status.Should().Be(RunStatus.Unfinished);

        rig.World.Calls.Should().BeEmpty();
    }
}
