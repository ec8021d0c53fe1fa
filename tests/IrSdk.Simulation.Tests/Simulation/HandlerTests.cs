using IrSdk.Runtime;

namespace IrSdk.Simulation.Tests;

public sealed class HandlerTests
{
    private readonly Rig rig = new();

    [Fact]
    public void Provider_EveryBuiltInAction_HasAHandler()
    {
        var actions = typeof(ResponseAction).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ResponseAction)) && !type.IsAbstract);

        rig.Simulated.Provider.Handled.Should().BeEquivalentTo(actions);
        rig.Simulated.Provider.Name.Should().Be("simulated");
    }

    [Theory]
    [MemberData(nameof(Rig.Containing), MemberType = typeof(Rig))]
    public void Containing_Executed_IsInForceVerifiedAndReconciled(string name)
    {
        var (action, _) = Rig.ContainingActions[name];
        rig.Reconcile(action).State.Should().Be(ReconciledState.NotDone);
        var before = rig.Resources();

        var result = rig.Do(action);

        rig.Resources().Should().NotBe(before);
        result.Proof.Should().Be(Proof.Verified);
        rig.Check(action, result).Drift.Should().BeNull();
        var found = rig.Reconcile(action);
        found.State.Should().Be(ReconciledState.Done);
        found.Result!.Detail.Should().Be(result.Detail);
        found.Result.PriorState?.GetRawText().Should().Be(result.PriorState?.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Rig.Containing), MemberType = typeof(Rig))]
    public void Containing_ExecutedTwiceWithOneKey_ChangesNothingMore(string name)
    {
        var (action, _) = Rig.ContainingActions[name];
        var first = rig.Do(action);
        var changes = rig.World.Changes.Length;

        var second = rig.Do(action);

        rig.World.Changes.Length.Should().Be(changes);
        second.PriorState?.GetRawText().Should().Be(first.PriorState?.GetRawText());
    }

    [Theory]
    [MemberData(nameof(Rig.Containing), MemberType = typeof(Rig))]
    public void Containing_Destroys_OnlyWhatItsActionDeclares(string name)
    {
        var (action, _) = Rig.ContainingActions[name];
        rig.Do(action);

        var declared = ActionEffects.Of(action).Disturbs.Aggregate(Evidence.None, (all, one) => all | one.Kinds);
        rig.World.All<SimulatedResource>().Aggregate(Evidence.None, (all, one) => all | one.Lost).Should().NotBe(Evidence.None);
        rig.World.All<SimulatedResource>().Should().OnlyContain(one => (one.Lost & ~declared) == Evidence.None);
    }

    [Theory]
    [MemberData(nameof(Rig.Containing), MemberType = typeof(Rig))]
    public void Restoring_AfterContaining_BringsEveryFieldBack(string name)
    {
        var (action, undo) = Rig.ContainingActions[name];
        Assert.SkipWhen(undo is null, "nothing takes it back");
        var before = rig.Resources();
        if (action is QuarantineInstance or BlockEgress)
        {
            before = before.Replace("\"connections\":[\"203.0.113.9:443\",\"198.51.100.7:4444\"]", "\"connections\":[]");
        }

        var result = rig.Do(action);
        rig.Reconcile(undo!, result.PriorState).State.Should().Be(ReconciledState.NotDone);
        rig.Do(undo!, prior: result.PriorState);

        var after = rig.Resources();
        if (action is QuarantineInstance or BlockEgress)
        {
            after = after.Replace("\"connections\":[\"203.0.113.9:443\",\"198.51.100.7:4444\"]", "\"connections\":[]");
        }

        after.Should().Be(before);
        rig.Reconcile(undo!, result.PriorState).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public void RestoreVolumeProtections_AfterSnapshot_UnprotectsOnlyWhatWasUnprotected()
    {
        var before = rig.Resources();

        var result = rig.Do(new SnapshotVolumes(Rig.Instance));
        rig.Resources().Should().NotBe(before);
        rig.Do(new RestoreVolumeProtections(Rig.Instance), prior: result.PriorState);

        rig.Resources().Should().Be(before);
    }

    [Fact]
    public void Release_InterfaceMovedBySomebodySince_RefusesForGood()
    {
        var result = rig.Do(new QuarantineInstance(Rig.Instance));
        var instance = (SimulatedInstance)rig.World.Find(Rig.Instance.Id)!;
        new Pen(rig.World, rig.Time, Actor.Adversary).Write("moves", instance with { Interfaces = instance.Interfaces.SetItem(instance.Interfaces.Keys.First(), ["sg-other"]) });

        rig.Check(new QuarantineInstance(Rig.Instance), result).Drift.Should().Contain("isolation group");
        rig.Invoking(one => one.Do(new ReleaseInstance(Rig.Instance), prior: result.PriorState))
            .Should().Throw<ProviderException>().Where(failure => !failure.IsTransient).WithMessage("*restore it by hand*");
    }

    [Fact]
    public void Quarantine_CrashBetweenInterfaces_IsPartlyDoneAndCompleted()
    {
        var action = new QuarantineInstance(Rig.Instance);
        var prior = ((SimulatedInstance)rig.World.Find(Rig.Instance.Id)!).Interfaces;
        rig.World.Persist = change =>
        {
            if (change.What.StartsWith("moves eni-0a1b-1", StringComparison.Ordinal))
            {
                throw new IOException("killed");
            }
        };
        rig.Invoking(one => one.Do(action)).Should().Throw<IOException>();
        rig.World.Persist = null;

        rig.Reconcile(action).State.Should().Be(ReconciledState.PartlyDone);
        var result = rig.Do(action);

        result.Proof.Should().Be(Proof.Verified);
        rig.Do(new ReleaseInstance(Rig.Instance), prior: result.PriorState);
        ((SimulatedInstance)rig.World.Find(Rig.Instance.Id)!).Interfaces.Should().BeEquivalentTo(prior);
    }

    [Fact]
    public void Preserving_Executed_SecuresWhatItsResourceHas()
    {
        foreach (var action in Rig.PreservingActions)
        {
            rig.Reconcile(action).State.Should().Be(ReconciledState.NotDone);

            var result = rig.Do(action);

            result.Evidence.Should().NotBeEmpty().And.OnlyContain(one => one.Status == EvidenceStatus.Secured
                && one.Sha256!.Length == 64 && one.Location != null && one.Detail != null && one.LockedUntil > rig.Time.GetUtcNow());
            result.Evidence.Aggregate(Evidence.None, (all, one) => all | one.Kind)
                .Should().Be(ActionEffects.Of(action).Preserves & Scope.EvidenceOf(action.Resource));
            var found = rig.Reconcile(action);
            found.State.Should().Be(ReconciledState.Done);
            found.Result!.Evidence.Should().BeEquivalentTo(result.Evidence);
            rig.Do(action).Evidence.Should().BeEquivalentTo(result.Evidence);
        }
    }

    [Fact]
    public void Preserving_Details_SayWhatWasSecured()
    {
        rig.Do(new SnapshotVolumes(Rig.Instance)).Detail.Should().Be("2 volumes");
        rig.Do(new ExportApiActivity(Rig.Account, TimeSpan.FromHours(72))).Detail.Should().Be("72 h, 864 objects");
        rig.Do(new CaptureProcesses(Rig.Instance)).Detail.Should().Be("5 processes, 2 connections");
    }

    [Fact]
    public void ExportNetworkFlows_FlowLogsNeverExisted_IsAbsent()
    {
        var scenario = Rig.Scenario with { Vpcs = [new() { Name = "vpc-0c2d", FlowLogs = false }] };

        new Rig(scenario).Do(new ExportNetworkFlows(Rig.Instance)).Evidence.Select(one => (one.Kind, one.Status))
            .Should().Equal((Evidence.NetworkFlows, EvidenceStatus.Absent), (Evidence.DnsQueries, EvidenceStatus.Secured));
    }

    [Fact]
    public void ExportApiActivity_ImmutableTrail_IsAlreadySafe()
    {
        var scenario = Rig.Scenario with { Trail = new() { Immutable = true } };

        new Rig(scenario).Do(new ExportApiActivity(Rig.Account, TimeSpan.FromHours(72))).Evidence.Single().Status.Should().Be(EvidenceStatus.AlreadySafe);
    }

    [Fact]
    public void CaptureProcesses_NoAgent_FailsForGood()
    {
        var scenario = Rig.Scenario;
        scenario = scenario with { Instances = [.. scenario.Instances.Select(one => one with { Agent = false })] };

        new Rig(scenario).Invoking(one => one.Do(new CaptureProcesses(Rig.Instance)))
            .Should().Throw<ProviderException>().Where(failure => !failure.IsTransient).WithMessage("I-0a1b has no agent*");
    }

    [Fact]
    public void CaptureProcesses_AfterQuarantine_CannotReachTheAgentUnlessItIsKept()
    {
        rig.Do(new QuarantineInstance(Rig.Instance));
        rig.Invoking(one => one.Do(new CaptureProcesses(Rig.Instance))).Should().Throw<ProviderException>().WithMessage("*cannot be reached*");

        var kept = new Rig();
        kept.Do(new QuarantineInstance(Rig.Instance, keepLiveResponse: true));
        kept.Do(new CaptureProcesses(Rig.Instance)).Evidence.Single().Status.Should().Be(EvidenceStatus.Gap, "quarantine cut the connections first");
    }

    [Fact]
    public void RevokeAccessKey_KeyInUse_SaysWhatBreaks() =>
        rig.Do(new RevokeAccessKey(Rig.Key)).Breaks.Should().Equal("billing-batch uses this key");

    [Fact]
    public void Complete_Snapshot_TakesItsTimeAndEndsInTheVault()
    {
        var result = rig.Do(new SnapshotVolumes(Rig.Instance));
        var start = rig.Time.Elapsed;

        rig.Complete(new SnapshotVolumes(Rig.Instance), result).Failure.Should().BeNull();

        (rig.Time.Elapsed - start).Should().BeGreaterThan(TimeSpan.FromSeconds(60));
        rig.World.All<VaultItem>().Single().State.Should().Be(VaultState.Complete);
    }

    [Fact]
    public void Notices_SentTwice_AreOneNoticeThatIsUpdated()
    {
        var first = rig.Do(new OpenTicket(Rig.Account));
        var again = rig.Do(new OpenTicket(Rig.Account), key: "other-step");
        var page = rig.Do(new PageOnCall(Rig.Account));

        (first.Reference, again.Reference, page.Reference).Should().Be(("SIM-1", "SIM-1", "PAGE-1"));
        rig.World.All<SentNotice>().Should().HaveCount(2);
        rig.Reconcile(new OpenTicket(Rig.Account)).State.Should().Be(ReconciledState.Done);
    }

    [Fact]
    public void Execute_ResourceThatIsNotThere_FailsForGood() =>
        rig.Invoking(one => one.Do(new StopInstance(new(Rig.AccountId, Rig.Region, "i-none"))))
            .Should().Throw<ProviderException>().Where(failure => !failure.IsTransient).WithMessage("*has no instance i-none*");
}
