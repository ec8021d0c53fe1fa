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

    [Fact]
    public void Respond_StormOfAlertsThatNameNothingNew_AsksNobodyAgain()
    {
        var without = Storm(alerts: 0);
        var with = Storm(alerts: 500);

        with.Should().Be(without, "what an alert does not say need not be looked up");
        rig.Kinds.Should().NotContain(JournalKinds.RoundOpened);
        rig.Journal.Records.Count(record => record.Kind == JournalKinds.AlertAccepted).Should().Be(501);
    }

    [Fact]
    public void Respond_AlertThatNamesAnotherKey_OpensARoundThatContainsIt()
    {
        var isSent = false;
        rig.Options = rig.Options with
        {
            HoldFor = TimeSpan.FromMinutes(10),
            Resolve = async (incident, token) =>
            {
                if (!isSent)
                {
                    isSent = true;
                    await JoinAsync(Alert("a-2") with { Resources = [new AccessKey(Rig.Account, SecondKey) { UserName = "deploy-bot", Involvement = Involvement.Suspect }] }, token);
                }

                return incident.Alerts.Any(alert => alert.Id == "a-2") ? WithSecondKey(incident) : incident;
            },
        };

        rig.Respond().Status.Should().Be(RunStatus.Contained);

        rig.Kinds.Count(kind => kind == JournalKinds.RoundOpened).Should().Be(1);
        rig.World.Effects.Where(effect => effect.Action == "revoke-access-key").Select(effect => effect.At)
            .Should().HaveCount(2).And.OnlyContain(at => at < rig.AcceptedAt + TimeSpan.FromMinutes(2), "it need not wait for the next check of what holds");
    }

    [Fact]
    public async Task Read_SameIdOfTwoSources_BothAreAlertsOfTheIncident()
    {
        await JoinAsync(Alert("a-2") with { Source = "one" }, default);
        await JoinAsync(Alert("a-2") with { Source = "other" }, default);
        await JoinAsync(Alert("a-2") with { Source = "one", Title = "updated" }, default);

        (await CaseFile.ReadAsync(rig.Journal, Rig.Id, null, default))!.Alerts.Select(alert => (alert.Source, alert.Title))
            .Should().Equal(("other", Alert("").Title), ("one", "updated"));
    }

    /// <returns>How often the incident was resolved again.</returns>
    private int Storm(int alerts)
    {
        var own = alerts == 0 ? new Rig() : rig;
        var asked = 0;
        own.Options = own.Options with
        {
            HoldFor = TimeSpan.FromMinutes(10),
            Resolve = async (incident, token) =>
            {
                for (var number = asked++ == 0 ? 0 : alerts; number < alerts; number++)
                {
                    await JoinAsync(Alert($"storm-{number}") with { Resources = [incident.Resources[0]] }, token);
                }

                return incident;
            },
        };
        own.Respond().Status.Should().Be(RunStatus.Contained);
        return asked;
    }

    private Alert Alert(string id) => rig.Incident().Alerts[0] with { Id = id };

    private Task JoinAsync(Alert alert, CancellationToken cancellationToken) => new AlertLog(rig.Journal, rig.Clock).WriteAsync([AlertIntake.Accept(alert, Rig.Id)], cancellationToken);

    private static Incident WithSecondKey(Incident incident) => incident with
    {
        Resources =
        [
            .. incident.Resources.Where(resource => resource.Id.Name != SecondKey),
            new AccessKey(Rig.Account, SecondKey) { UserName = "deploy-bot", Involvement = Involvement.Suspect, FoundBy = "made for deploy-bot since the first alert" },
        ],
    };
}
