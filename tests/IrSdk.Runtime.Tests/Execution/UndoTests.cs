namespace IrSdk.Runtime.Tests;

public sealed class UndoTests
{
    private readonly Rig rig = new();

    [Fact]
    public void Undo_Contained_RestoresTheRecordedStateLatestFirst()
    {
        rig.World.Latency["snapshot-volumes"] = TimeSpan.FromSeconds(5);
        rig.Respond();

        var report = rig.Undo();

        report.Status.Should().Be(RunStatus.Undone);
        rig.World.Effects.Where(effect => effect.Action is "release-instance" or "reactivate-access-key").Select(effect => effect.Action)
            .Should().Equal("release-instance", "reactivate-access-key");
        rig.World.Restored.Select(prior => prior!.Value.GetProperty("before").GetString()).Should().Contain(["i-0a1b", "AKIAIOSFODNN7EXAMPLE"]);
        rig.World.Pages[^1].Subject.Should().Contain("called off");
    }

    [Fact]
    public void Undo_ContainmentFailedHalfWay_RestoresWhatItsFirstCallFound()
    {
        rig.World.HalfWay["quarantine-instance"] = context => throw new ProviderException("half of the interfaces are moved", isTransient: context.Attempt < 3);
        rig.Respond().Status.Should().Be(RunStatus.PartlyContained);

        var report = rig.Undo();

        report.Status.Should().Be(RunStatus.Undone);
        var instance = rig.World.Restored.Single(prior => prior!.Value.GetProperty("before").GetString() == "i-0a1b");
        instance!.Value.GetProperty("attempt").GetInt32().Should().Be(1);
    }

    [Fact]
    public void Undo_OnAnotherProvider_IsRefusedAndTouchesNothing()
    {
        rig.Respond();
        var elsewhere = new Provider("elsewhere", rig.World);

        var undo = () => rig.Clock.Run(() => new Responder(elsewhere, rig.Journal, rig.Options).UndoAsync(Rig.Id, "alice", CancellationToken.None));

        undo.Should().Throw<IncidentConflictException>().WithMessage("*begun on 'world'*'elsewhere'*");
        rig.World.Restored.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Respond_UndoWasAskedForInTheMomentInWhichARunEnded_TakesItBack(bool byVerdict)
    {
        rig.Respond();
        var end = rig.Journal.Records[^1];
        end.Kind.Should().Be(JournalKinds.IncidentEnded);
        var late = new Rig { Journal = InMemoryJournal.From(rig.Journal.Records.SkipLast(1), rig.Clock) };
        late.Clock.Run(async () =>
        {
            await (byVerdict ? late.Decisions.GiveVerdictAsync(Rig.Id, Verdict.FalsePositive, "alice", null, CancellationToken.None) : late.Decisions.RequestUndoAsync(Rig.Id, "alice", CancellationToken.None));
            await late.Journal.AppendAsync([new(end.Incident, end.Kind, end.Version, end.At, end.Payload!.Value)], null, CancellationToken.None);
            return true;
        });
        var summaries = new IncidentList(10);
        late.Journal.Records.ToList().ForEach(record => summaries.Fold(record));
        summaries.Incidents.Single().Ended.Should().BeNull("the run that ended had not heard it");
        var file = late.Clock.Run(() => CaseFile.ReadAsync(late.Journal, Rig.Id, null, CancellationToken.None))!;
        (file.Report!.Status, file.IsUndoing).Should().Be((RunStatus.Unfinished, true));

        var report = late.Respond();

        report.Status.Should().Be(RunStatus.Undone);
        late.Clock.Run(() => CaseFile.ReadAsync(late.Journal, Rig.Id, null, CancellationToken.None))!.IsUndoing.Should().BeFalse();
    }

    [Fact]
    public void Undo_Twice_RestoresOnce()
    {
        rig.Respond();
        rig.Undo();
        var restored = rig.World.Restored.Count;

        rig.Undo().Status.Should().Be(RunStatus.Undone);

        rig.World.Restored.Should().HaveCount(restored);
    }

    [Fact]
    public void Undo_Drifted_RefusesAndPages()
    {
        rig.Respond();
        rig.World.Drift = "someone changed the groups";

        var report = rig.Undo();

        report.Status.Should().Be(RunStatus.PartlyUndone);
        rig.World.Restored.Should().BeEmpty();
        rig.World.Pages[^1].Lines.Should().Contain(line => line.Contains("restore it by hand", StringComparison.Ordinal));
    }

    [Fact]
    public void Undo_AnotherIncidentHoldsItToo_TheLastReleaseRestores()
    {
        var other = new IncidentId("inc-2");
        rig.Respond();
        rig.Respond(id: other);

        rig.Undo().Status.Should().Be(RunStatus.Undone);
        rig.World.Restored.Should().BeEmpty();

        rig.Undo(other).Status.Should().Be(RunStatus.Undone);
        rig.World.Restored.Should().NotBeEmpty();
    }

    [Fact]
    public void Respond_FalsePositiveWhileRunning_TakesBackWhatWasDone()
    {
        rig.World.Latency["capture-processes"] = TimeSpan.FromSeconds(30);
        rig.World.OnCall = (action, _) =>
        {
            if (action == "revoke-access-key")
            {
                rig.Decisions.GiveVerdictAsync(Rig.Id, Verdict.FalsePositive, "alice", "a test", CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
            }
        };

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Undone);
        rig.World.Effects.Should().Contain(effect => effect.Action == "reactivate-access-key");
        rig.World.Effects.Should().NotContain(effect => effect.Action == "quarantine-instance");
    }
}
