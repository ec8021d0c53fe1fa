namespace IrSdk.Runtime.Tests;

public sealed class RoundTests
{
    private const string SecondKey = "AKIAI44QH8DHBEXAMPLE";

    private readonly Rig rig = new();

    [Fact]
    public void Respond_ResolutionFindsAnotherKey_ARoundContainsItAndNothingIsDoneTwice()
    {
        rig.Options = rig.Options with { Resolve = (incident, _) => Task.FromResult(WithSecondKey(incident)) };

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        rig.Kinds.Count(kind => kind == JournalKinds.RoundOpened).Should().Be(1);
        rig.World.Effects.Where(effect => effect.Action == "revoke-access-key").Should().HaveCount(2);
        rig.World.Effects.Where(effect => effect.Action is "quarantine-instance" or "snapshot-volumes" || (effect.Action == "open-ticket" && !effect.Key.StartsWith("inc-1/ticket/", StringComparison.Ordinal)))
            .Select(effect => effect.Action).Should().OnlyHaveUniqueItems();
        rig.World.Doubled.Should().BeEmpty();
        rig.World.Pages[^1].Lines.Should().Contain($"The incident reaches {SecondKey} too: made for deploy-bot since the first alert.");
    }

    [Fact]
    public void Respond_KeyMadeWhileHolding_IsFoundByTheNextCheckAndContained()
    {
        var made = rig.AcceptedAt + TimeSpan.FromMinutes(12);
        rig.Options = rig.Options with
        {
            HoldFor = TimeSpan.FromMinutes(30),
            Resolve = (incident, _) => Task.FromResult(rig.Clock.GetUtcNow() < made ? incident : WithSecondKey(incident)),
        };

        rig.Respond().Status.Should().Be(RunStatus.Contained);

        rig.World.Effects.Where(effect => effect.Action == "revoke-access-key").Select(effect => effect.At)
            .Should().SatisfyRespectively(first => first.Should().BeBefore(made), second => second.Should().BeWithin(TimeSpan.FromMinutes(6)).After(made));
    }

    [Fact]
    public void Respond_ResolutionFails_IsSaidOnceAndTheIncidentEnds()
    {
        rig.Options = rig.Options with { HoldFor = TimeSpan.FromMinutes(30), Resolve = (_, _) => throw new ProviderException("the directory is down", isTransient: true) };

        rig.Respond().Status.Should().Be(RunStatus.Contained);

        rig.Kinds.Count(kind => kind == JournalKinds.ResolutionFailed).Should().Be(1);
        rig.World.Pages[^1].Lines.Should().ContainMatch("*could not be resolved again: the directory is down*");
    }

    [Fact]
    public void Respond_ContainmentDrifts_IsContainedAgain()
    {
        rig.Options = rig.Options with { HoldFor = TimeSpan.FromMinutes(30) };
        rig.World.Drift = "the deny was detached";
        rig.World.OnCall = (action, _) => rig.World.Drift = action == "revoke-access-key" && rig.World.Effects.Exists(effect => effect.Action == action) ? null : rig.World.Drift;

        var report = rig.Respond();

        report.Steps.Count(step => step.Action == "revoke-access-key" && step.Status == StepStatus.Done).Should().Be(2);
        rig.World.Pages[^1].Subject.Should().NotContain("no longer holds");
    }

    [Fact]
    public void Respond_ContainmentNeverHolds_StopsAtTheLimitAndSaysSo()
    {
        rig.Options = rig.Options with { HoldFor = TimeSpan.FromHours(3), MaxRounds = 2 };
        rig.World.Drift = "the deny was detached";

        rig.Respond();

        rig.Kinds.Count(kind => kind == JournalKinds.RoundOpened).Should().Be(1);
        rig.World.Pages[^1].Lines.Should().ContainMatch("*Another round is needed, but 2 are the limit*");
    }

    private static Incident WithSecondKey(Incident incident) => incident with
    {
        Resources =
        [
            .. incident.Resources.Where(resource => resource.Id.Name != SecondKey),
            new AccessKey(Rig.Account, SecondKey) { UserName = "deploy-bot", Involvement = Involvement.Suspect, FoundBy = "made for deploy-bot since the first alert" },
        ],
    };
}
