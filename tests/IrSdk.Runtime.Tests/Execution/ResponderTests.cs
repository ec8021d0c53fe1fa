using System.Text.Json;

namespace IrSdk.Runtime.Tests;

public sealed class ResponderTests
{
    private readonly Rig rig = new();

    [Fact]
    public void Respond_NothingFails_ContainsAndTells()
    {
        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        report.Steps.Should().OnlyContain(step => step.Status == StepStatus.Secured || step.Status == StepStatus.Done);
        report.Gaps.Should().BeEmpty();
        report.TimeToContain.Should().Be(TimeSpan.Zero);
        report.Ticket.Should().Be("SIM-open-ticket");
        report.Page.Should().Be("SIM-page-on-call");
        rig.World.Pages[^1].Subject.Should().Contain("contained in 0 s, no gaps");
        rig.World.Pages[^1].Lines.Should().Contain(line => line.Contains("billing-batch", StringComparison.Ordinal));
        rig.World.Pages[^1].Link.Should().Be("https://tickets.example/SIM-1");
        rig.World.Doubled.Should().BeEmpty();
    }

    [Fact]
    public void Respond_EveryCall_ComesAfterItsIntentIsWritten()
    {
        rig.World.OnCall = (_, context) => rig.Journal.Records
            .Should().Contain(record =>
                (record.Kind == JournalKinds.StepIntended && record.Payload!.Value.GetProperty("key").GetString() == context.Key)
                || (record.Kind == JournalKinds.PageIntended && context.Step == $"page/{record.Payload!.Value.GetProperty("number").GetInt32()}"));

        rig.Respond();

        rig.World.Calls.Should().HaveCountGreaterThan(8);
    }

    [Fact]
    public void Respond_SlowHandlers_TakesTheCriticalPath()
    {
        foreach (var action in new[] { "capture-identity", "export-api-activity", "snapshot-volumes", "capture-processes", "export-network-flows", "revoke-access-key", "revoke-sessions", "quarantine-instance" })
        {
            rig.World.Latency[action] = TimeSpan.FromSeconds(1);
        }

        rig.World.Latency["capture-processes"] = TimeSpan.FromSeconds(9);
        var report = rig.Respond();

        rig.World.At("revoke-access-key").Should().BeCloseTo(rig.AcceptedAt.AddSeconds(2), TimeSpan.FromMilliseconds(5), "a key waits for no disk");
        report.TimeToContain.Should().BeCloseTo(TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(5));
    }

    [Fact]
    public void Respond_TransientFailures_AreRetriedWithinTheStepsTime()
    {
        rig.World.Fault["revoke-access-key"] = context => Throw(context.Attempt < 3, transient: true);

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        report.Steps.Single(step => step.Action == "revoke-access-key").Attempts.Should().Be(3);
    }

    [Fact]
    public void Respond_LastingFailure_IsNotRetriedAndPages()
    {
        rig.World.Fault["revoke-access-key"] = _ => Throw(true, transient: false);

        var report = rig.Respond();

        rig.World.Calls.Count(call => call.Action == "revoke-access-key").Should().Be(1);
        report.Status.Should().Be(RunStatus.PartlyContained);
        report.ContainedAt.Should().BeNull();
        rig.World.Pages[^1].Lines.Should().Contain(line => line.StartsWith("Failed: revoke key", StringComparison.Ordinal));
    }

    [Fact]
    public void Respond_AnswerIsLost_FindsTheEffectAndDoesNotDoubleIt()
    {
        rig.World.LostAnswer["revoke-access-key"] = _ => Throw(true, transient: false);
        rig.World.LostAnswer["quarantine-instance"] = _ => throw new TimeoutException("no answer");

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        rig.World.Doubled.Should().BeEmpty();
    }

    [Fact]
    public void Respond_HandlerHangs_IsGivenUpAtItsTimeout()
    {
        rig.World.Latency["revoke-access-key"] = TimeSpan.FromHours(1);

        var report = rig.Respond();

        var step = report.Steps.Single(step => step.Action == "revoke-access-key");
        step.Status.Should().Be(StepStatus.Failed);
        (step.EndedAt - step.StartedAt).Should().Be(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Respond_CaptureHangs_ContainmentGoesOnWithAGapThatLateSuccessCloses()
    {
        rig.World.Latency["capture-processes"] = TimeSpan.FromMinutes(4.8);

        var report = rig.Respond();

        rig.World.At("quarantine-instance").Should().Be(rig.AcceptedAt.AddMinutes(5).AddSeconds(-30), "that is what the quarantine's own time leaves of the deadline");
        rig.Status(report, "capture-processes").Should().Be("Secured");
        rig.Kinds.Should().ContainInOrder(JournalKinds.EvidenceGap, JournalKinds.IncidentContained, JournalKinds.EvidenceClosed, JournalKinds.IncidentEnded);
        report.Gaps.Should().BeEmpty();
        report.Status.Should().Be(RunStatus.Contained);
    }

    [Fact]
    public void Respond_CaptureIsPassedWhileACallIsTriedAgain_GapNamesTheLastFailure()
    {
        rig.World.Latency["capture-processes"] = TimeSpan.FromMinutes(4.8);
        rig.World.OnCall = (action, context) =>
        {
            if (action == "capture-processes")
            {
                context.Retrying("SendCommand had no answer");
                context.Retrying("GetCommandInvocation was throttled");
            }
        };

        rig.Respond();

        rig.Journal.Records.Single(record => record.Kind == JournalKinds.EvidenceGap).Payload!.Value.GetProperty("reason").GetString()
            .Should().EndWith("the capture goes on; last: GetCommandInvocation was throttled");
    }

    [Fact]
    public void Respond_CompletionIsDueLater_SaysNotBeforeWhen()
    {
        var said = new List<string>();
        rig.Options = rig.Options with { Said = new Hearing(said) };
        rig.World.CompleteAt["export-api-activity"] = rig.AcceptedAt.AddMinutes(15);

        rig.Respond();

        said.Should().ContainSingle(sentence => sentence.Contains($"(not before {rig.AcceptedAt.AddMinutes(15):HH:mm} UTC)", StringComparison.Ordinal));
    }

    [Fact]
    public void Respond_CaptureIsDenied_ContainmentGoesOnAtOnceAndThePageSaysWhatIsMissing()
    {
        rig.World.Fault["capture-processes"] = _ => Throw(true, transient: false);

        var report = rig.Respond();

        report.TimeToContain.Should().Be(TimeSpan.Zero);
        report.Gaps.Should().ContainSingle(gap => gap.Kind == Evidence.Processes && gap.Reason == "denied");
        rig.World.Pages[^1].Lines.Should().Contain("Missing: processes of i-0a1b: denied.");
    }

    [Fact]
    public void Respond_CompletionFails_ReopensTheGapAndPages()
    {
        rig.World.CompletionFailure["snapshot-volumes"] = "snapshot ended in error";

        var report = rig.Respond();

        report.Gaps.Should().ContainSingle(gap => gap.Kind == Evidence.Volumes && gap.Reason == "snapshot ended in error");
        rig.World.Pages[^1].Subject.Should().Contain("1 gap");
    }

    [Fact]
    public void Respond_LeaseIsLost_StopsWithoutActing()
    {
        rig.World.OnCall = (action, _) =>
        {
            if (action == "export-api-activity")
            {
                rig.Journal.Give(Rig.Id, "another", TimeSpan.FromMinutes(1));
            }
        };

        var run = () => rig.Respond();

        run.Should().Throw<LeaseLostException>();
        rig.World.Calls.Should().OnlyContain(call => !call.Action.StartsWith("revoke", StringComparison.Ordinal) && !call.Action.StartsWith("quarantine", StringComparison.Ordinal));
    }

    [Fact]
    public void Respond_DiskIsFull_StopsBeforeActing()
    {
        rig.Journal.BeforeAppend = entries => _ = entries.Any(entry => entry.Kind == JournalKinds.StepIntended) ? throw new JournalException("The disk is full.") : 0;

        var run = () => rig.Respond();

        run.Should().Throw<JournalException>();
        rig.World.Calls.Should().BeEmpty();
    }

    [Fact]
    public void Respond_AnotherRunHoldsTheIncident_IsRefused()
    {
        rig.Journal.Give(Rig.Id, "another", TimeSpan.FromHours(1));

        var run = () => rig.Respond();

        run.Should().Throw<IncidentBusyException>();
    }

    [Fact]
    public void Respond_TakesOverFromASilentRun_WaitsForItsLeaseAndForItsLastCall()
    {
        rig.Journal.Give(Rig.Id, "another", TimeSpan.FromSeconds(20));

        rig.Respond().Status.Should().Be(RunStatus.Contained);

        rig.World.Calls.Min(call => call.At).Should().BeOnOrAfter(rig.AcceptedAt + TimeSpan.FromSeconds(20) + rig.Options.CallTimeout);
    }

    [Fact]
    public void Respond_Ended_IsOnlyReported()
    {
        var first = rig.Respond();
        var calls = rig.World.Calls.Count;

        var second = rig.Respond();

        rig.World.Calls.Should().HaveCount(calls);
        Json(second).Should().Be(Json(first));
    }

    [Fact]
    public void Respond_Progress_SaysWhatWasWaitedFor()
    {
        rig.Respond();

        rig.Events.Last(one => one.Phrase == "quarantine").WaitedFor.Should().Contain(["volumes", "processes", "network flows", "live response"]);
    }

    [Fact]
    public void Respond_DriftWhileHolding_IsJournaledAndPagedOnce()
    {
        rig.Options = rig.Options with { HoldFor = TimeSpan.FromMinutes(30) };
        rig.World.Drift = "the deny was detached";

        var report = rig.Respond();

        rig.Kinds.Count(kind => kind == JournalKinds.HoldDrifted).Should().Be(report.Steps.Count(step => step.Proof is not null));
        rig.Kinds.Count(kind => kind == JournalKinds.HoldChecked).Should().BeGreaterThan(3);
        rig.World.Pages[^1].Subject.Should().Contain("no longer holds");
    }

    [Fact]
    public void Respond_Reassess_RunsTheNextRoundOnce()
    {
        var playbook = Rig.Playbook.Reassess((_, outcomes) => outcomes.Rounds == 1
            ? First.Preserve.Identity().Then.RequireMfa(incident => incident.Users)
            : null);

        var report = rig.Respond(playbook);

        rig.Kinds.Count(kind => kind == JournalKinds.RoundOpened).Should().Be(1);
        report.Steps.Should().Contain(step => step.Id == "require-mfa/deploy-bot" && step.Status == StepStatus.Done);
    }

    [Fact]
    public void Respond_Twice_WritesTheSameJournal()
    {
        string[] Entries()
        {
            var again = new Rig();
            again.World.Latency["capture-processes"] = TimeSpan.FromSeconds(90);
            again.World.Latency["open-ticket"] = TimeSpan.FromHours(1);
            again.World.Fault["snapshot-volumes"] = context => Throw(context.Attempt < 4, transient: true);
            again.Respond();
            return [.. again.Journal.Records.Select(record => $"{record.At:O} {record.Kind} {record.Payload}")];
        }

        Entries().Should().Equal(Entries());
    }

    [Fact]
    public void Respond_JournalInSqlite_ContainsAndGoesOnFromIt()
    {
        var journal = SqliteJournal.InMemory(rig.Clock);
        var options = rig.Options with { Guards = new() { DefaultConsent = Consent.Approve } };
        RunReport Run() => rig.Clock.Run(() => new Responder(rig.World.Provider, journal, options).RespondAsync(Rig.Playbook, rig.Incident(), null, CancellationToken.None));

        var waiting = Run();
        new Decisions(journal, rig.Clock).ApproveAsync(Rig.Id, waiting.PlanHash, "alice", CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();

        Run().Status.Should().Be(RunStatus.Contained);
        rig.World.Doubled.Should().BeEmpty();
    }

    private static string Json(RunReport report) => JsonSerializer.Serialize(report, IrJson.Options);

    private static void Throw(bool fails, bool transient)
    {
        if (fails)
        {
            throw new ProviderException("denied", transient);
        }
    }

    private sealed class Hearing(List<string> to) : IProgress<string>
    {
        public void Report(string value) => to.Add(value);
    }
}
