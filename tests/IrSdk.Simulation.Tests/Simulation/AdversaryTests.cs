namespace IrSdk.Simulation.Tests;

public sealed class AdversaryTests
{
    [Fact]
    public void Start_NobodyResponds_MakesEveryMove()
    {
        var rig = new Rig();
        var oracle = rig.Oracle(Rig.Key);
        using var adversary = new Adversary(rig.World, rig.Time, 3);
        adversary.Start();

        rig.Wait(TimeSpan.FromHours(2));

        var verdict = oracle.Judge();
        (verdict.MovesHappened, verdict.MovesPrevented).Should().Be((3, 0));
        rig.World.Changes.Should().OnlyContain(change => change.By == Actor.Adversary);
        adversary.Acts.Count(act => act.Change is not null).Should().Be(rig.World.Changes.Length);
    }

    [Fact]
    public void Start_CutOffAtOnce_DoesNothingMore()
    {
        var rig = new Rig(Scenario.ForIncident([Rig.Key, Rig.Instance], Rig.AccountId, Rig.Region));
        var oracle = rig.Oracle(Rig.Key, Rig.Instance);
        using var adversary = new Adversary(rig.World, rig.Time, 3, new() { Restless = 0 });
        adversary.Start();
        rig.Do(new RevokeAccessKey(Rig.Key));
        rig.Do(new QuarantineInstance(Rig.Instance));
        rig.Do(new RevokeSessions(Rig.Role));

        rig.Wait(TimeSpan.FromHours(2));

        var verdict = oracle.Judge();
        (verdict.MovesHappened, verdict.MovesPrevented).Should().Be((0, 3));
        verdict.Dwell.Should().BeLessThan(TimeSpan.FromSeconds(3));
        adversary.Acts.Should().HaveCount(7).And.OnlyContain(act => act.Change == null);
    }

    [Fact]
    public void Start_OneHoldLeft_DetachesTheDenyMakesAKeyAndWipes()
    {
        var rig = new Rig();
        using var adversary = new Adversary(rig.World, rig.Time, 3, new() { Moves = 0, Restless = 0 });
        adversary.Start();
        var result = rig.Do(new RevokeAccessKey(Rig.Key));

        rig.Wait(TimeSpan.FromMinutes(10));

        rig.Check(new RevokeAccessKey(Rig.Key), result).Drift.Should().Contain("detached");
        rig.World.All<SimulatedKey>().Should().HaveCount(2);
        rig.World.Changes.Should().Contain(change => change.What == "wipes i-0a1b");
    }

    [Fact]
    public void Start_SameSeed_SameChanges()
    {
        string Run(int seed)
        {
            var rig = new Rig(seed: seed, faults: FaultPlan.Seeded(0.3));
            using var adversary = new Adversary(rig.World, rig.Time, seed);
            adversary.Start();
            rig.Time.Run(() => ByHand.RunAsync(rig.Simulated, Rig.Incident(rig.Time.GetUtcNow(), resources: [Rig.Key, Rig.User, Rig.Session, Rig.Instance]), rig.Time));
            rig.Wait(TimeSpan.FromHours(1));
            return rig.Log();
        }

        Run(5).Should().Be(Run(5)).And.NotBe(Run(6));
    }
}
