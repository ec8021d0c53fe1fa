using System.Text.Json;

namespace IrSdk.Runtime.Tests;

public sealed class GuardTests
{
    private readonly Rig rig = new();

    [Fact]
    public void Respond_ConfidenceTooLow_DropsTheStepPagesAndPreservesOn()
    {
        rig.Options = rig.Options with
        {
            Guards = new() { MinConfidence = new GuardRules().MinConfidence.Add("quarantine-instance", new(90)) },
        };

        var report = rig.Respond();

        rig.Status(report, "quarantine").Should().Be("Dropped");
        report.Steps.Should().Contain(step => step.Action == "capture-processes" && step.Status == StepStatus.Secured);
        rig.World.Pages[^1].Lines.Should().Contain(line => line.StartsWith("Not done: quarantine i-0a1b", StringComparison.Ordinal));
        report.Status.Should().Be(RunStatus.PartlyContained);
    }

    [Fact]
    public void Respond_Observe_PreservesAndContainsNothing()
    {
        rig.Options = rig.Options with { Guards = new() { DefaultConsent = Consent.Observe } };

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.NotContained);
        report.Evidence.Should().NotBeEmpty();
        rig.World.Effects.Should().NotContain(effect => effect.Action == "revoke-access-key");
    }

    [Fact]
    public void Respond_MoreThanAnHourAllows_WaitsForAHumanAndTheNextHourDoesNot()
    {
        rig.Options = rig.Options with { Guards = new() { MaxAffectedPerHour = 3 } };
        rig.Respond().Status.Should().Be(RunStatus.Contained, "one incident reaches three resources");

        var second = new IncidentId("inc-2");
        var third = new IncidentId("inc-3");
        Other(second).Status.Should().Be(RunStatus.Unfinished);
        rig.World.Pages[^1].Lines.Should().ContainMatch("*3 resources were contained within an hour*approve plan*");

        rig.Clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromMinutes(61), rig.Clock);
            return 0;
        });
        Other(third).Status.Should().Be(RunStatus.Contained);

        RunReport Other(IncidentId id) => rig.Clock.Run(() => new Responder(rig.World.Provider, rig.Journal, rig.Options).RespondAsync(
            Rig.Playbook, rig.Incident(id) with { Resources = [new Account(Rig.Account), new AccessKey(Rig.Account, "AKIAI44QH8DHBEXAMPLE") { Involvement = Involvement.Suspect }] }, null, CancellationToken.None));
    }

    [Fact]
    public void Respond_OtherRegion_TouchesNothingThere()
    {
        rig.Options = rig.Options with { Guards = new() { AllowedRegions = ["eu-west-1"] } };

        var report = rig.Respond();

        report.Steps.Where(step => step.Resource.Id == "i-0a1b").Should().OnlyContain(step => step.Status == StepStatus.Dropped);
        rig.Status(report, "revoke-access-key").Should().Be("Done");
    }

    [Fact]
    public void Respond_ProtectedKey_IsLeftAlone()
    {
        rig.Options = rig.Options with { Guards = new() { ProtectedIdentities = ["deploy-bot"] } };

        var report = rig.Respond();

        rig.World.Effects.Should().NotContain(effect => effect.Action == "revoke-access-key");
        report.Status.Should().Be(RunStatus.PartlyContained);
    }

    [Fact]
    public void Respond_NeedsApproval_ReturnsUnfinishedAndGoesOnOnceThisPlanIsApproved()
    {
        rig.Options = rig.Options with { Guards = new() { DefaultConsent = Consent.Approve } };

        var waiting = rig.Respond();
        waiting.Status.Should().Be(RunStatus.Unfinished);
        waiting.Waiting.Should().NotBeEmpty();
        rig.World.Pages.Should().ContainSingle().Which.Subject.Should().Contain("waits for you");
        rig.World.Effects.Should().NotContain(effect => effect.Action == "quarantine-instance");

        Approve("0000");
        rig.Respond().Status.Should().Be(RunStatus.Unfinished);

        Approve(waiting.PlanHash);
        rig.Respond().Status.Should().Be(RunStatus.Contained);
    }

    [Fact]
    public void Respond_Confirmed_ContainsWithoutAsking()
    {
        rig.Options = rig.Options with { Guards = new() { DefaultConsent = Consent.ContainConfirmed } };
        rig.Respond().Status.Should().Be(RunStatus.Unfinished);

        rig.Clock.Run(() => Done(rig.Decisions.GiveVerdictAsync(Rig.Id, Verdict.Confirmed, "alice", null, CancellationToken.None)));

        rig.Respond().Status.Should().Be(RunStatus.Contained);
    }

    [Fact]
    public void Respond_Frozen_PreservesAndWaitsForTheThaw()
    {
        rig.Clock.Run(() => Done(rig.Decisions.FreezeAsync("alice", "change window", CancellationToken.None)));

        var frozen = rig.Respond();
        frozen.Status.Should().Be(RunStatus.Unfinished);
        frozen.Evidence.Should().NotBeEmpty();
        rig.World.Effects.Should().NotContain(effect => effect.Action == "revoke-access-key");

        rig.Clock.Run(() => Done(rig.Decisions.ThawAsync("alice", "over", CancellationToken.None)));
        rig.Respond().Status.Should().Be(RunStatus.Contained);
    }

    [Fact]
    public void Respond_FreezeWhileRunning_HoldsWhatHasNotBegun()
    {
        rig.World.Latency["snapshot-volumes"] = TimeSpan.FromSeconds(20);
        rig.World.OnCall = (action, _) =>
        {
            if (action == "snapshot-volumes")
            {
                rig.Decisions.FreezeAsync("alice", "wrong account", CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();
            }
        };

        var report = rig.Respond();

        rig.Status(report, "quarantine").Should().Be("Held");
    }

    [Fact]
    public void Respond_CaptureFailsBeforeIrreversible_WaitsThenDropsAndPages()
    {
        rig.World.Fault["capture-processes"] = _ => throw new ProviderException("agent offline", isTransient: false);

        var report = rig.Respond(Rig.Irreversible);

        var step = report.Steps.Single(step => step.Action == "terminate-instance");
        step.Status.Should().Be(StepStatus.Dropped);
        (step.EndedAt - rig.AcceptedAt).Should().Be(FailureRule.DefaultWait);
        rig.World.Effects.Should().NotContain(effect => effect.Action == "terminate-instance");
        rig.World.Pages.Should().Contain(page => page.Subject.Contains("waits for you", StringComparison.Ordinal));
    }

    [Fact]
    public void Respond_CaptureFailsBeforeIrreversibleAndAHumanApproves_GoesOn()
    {
        rig.World.Fault["capture-processes"] = _ => throw new ProviderException("agent offline", isTransient: false);
        rig.World.OnCall = (action, _) =>
        {
            if (action == "page-on-call")
            {
                Approve(JsonSerializer.Deserialize<JsonElement>(rig.Journal.Records.Single(record => record.Kind == JournalKinds.PlanMade).Payload!.Value.GetRawText())
                    .GetProperty("hash").GetString()!);
            }
        };

        var report = rig.Respond(Rig.Irreversible);

        rig.Status(report, "terminate").Should().Be("Done");
        report.Gaps.Should().Contain(gap => gap.Kind == Evidence.Processes);
    }

    [Fact]
    public void Respond_IrreversibleUnapproved_IsNeverDone()
    {
        var report = rig.Respond(Rig.Irreversible);

        report.Status.Should().Be(RunStatus.Unfinished);
        rig.World.Effects.Should().NotContain(effect => effect.Action == "terminate-instance");
    }

    [Fact]
    public void Respond_PlaybookSaysOrWait_HoldsWhatWouldDestroyAndLetsTheRestGoOn()
    {
        rig.World.Fault["capture-processes"] = _ => throw new ProviderException("agent offline", isTransient: false);
        var playbook = Playbook.Named("careful").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
            .Respond(First.Preserve.Processes().OrWait(10.Minutes()).Then.RevokeKeys().And.Quarantine());

        var report = rig.Respond(playbook);

        rig.World.At("revoke-access-key").Should().Be(rig.AcceptedAt, "a key does not need the host's processes");
        var quarantine = report.Steps.Single(step => step.Action == "quarantine-instance");
        quarantine.Status.Should().Be(StepStatus.Dropped);
        (quarantine.EndedAt - rig.AcceptedAt).Should().Be(TimeSpan.FromMinutes(10));
        rig.Kinds.Should().Contain(JournalKinds.DeadlineMissed);
    }

    [Fact]
    public void Respond_ClosedWhileItWaits_EndsWithoutContaining()
    {
        rig.Options = rig.Options with { Guards = new() { DefaultConsent = Consent.Approve } };
        rig.Respond();

        rig.Clock.Run(() => Done(rig.Decisions.GiveVerdictAsync(Rig.Id, Verdict.Closed, "alice", "handled by hand", CancellationToken.None)));

        rig.Respond().Status.Should().Be(RunStatus.NotContained);
    }

    private void Approve(string hash) => rig.Decisions.ApproveAsync(Rig.Id, hash, "alice", CancellationToken.None).IsCompletedSuccessfully.Should().BeTrue();

    private static async Task<int> Done(Task task)
    {
        await task;
        return 0;
    }
}
