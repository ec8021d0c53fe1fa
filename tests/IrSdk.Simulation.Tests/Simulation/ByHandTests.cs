namespace IrSdk.Simulation.Tests;

public sealed class ByHandTests
{
    [Theory]
    [InlineData(IncidentKind.CredentialCompromise)]
    [InlineData(IncidentKind.Malware)]
    public void RunAsync_ContainsFirst_TakesFortySevenMinutesAndDestroysEvidence(IncidentKind kind)
    {
        var rig = new Rig(Scenario.ForIncident([Rig.Key, Rig.Instance], Rig.AccountId, Rig.Region));
        var incident = Rig.Incident(rig.Time.GetUtcNow(), kind, [Rig.Key, Rig.User, Rig.Instance]);
        var oracle = rig.Oracle([.. incident.Resources]);
        using var adversary = new Adversary(rig.World, rig.Time, 1, new() { Restless = 0 });
        adversary.Start();

        rig.Time.Run(() => ByHand.RunAsync(rig.Simulated, incident, rig.Time));
        rig.Wait(TimeSpan.FromHours(1));

        var verdict = oracle.Judge();
        verdict.TimeToContain!.Value.TotalMinutes.Should().BeApproximately(47, 0.2);
        verdict.MovesHappened.Should().Be(3);
        verdict.Lost.Should().Contain(loss => loss.By == LossCause.Response && loss.Kind == Evidence.NetworkFlows)
            .And.Contain(loss => loss.Kind == Evidence.Identity);
    }
}
