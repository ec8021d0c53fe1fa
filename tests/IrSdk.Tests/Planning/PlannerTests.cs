using IrSdk.Planning;
using static IrSdk.First;

namespace IrSdk.Tests.Planning;

public sealed class PlannerTests
{
    private static Plan PlanOf(Response response, params IEnumerable<Resource> resources) =>
        Planner.Plan(Incidents.Playbook(response), Incidents.Of(resources), new());

    private static string[] Waits(Plan plan, string step) => [.. plan.Step(step).DependsOn.Select(one => one.Step).Distinct()];

    [Fact]
    public void Plan_WholeResponseOfTwoVerbs_CompletesEvidence()
    {
        var plan = PlanOf(Preserve.Snapshot().Then.Quarantine(), Incidents.Host());

        Waits(plan, "quarantine-instance/i-0a1b").Should().BeEquivalentTo(
            "snapshot-volumes/i-0a1b", "capture-processes/i-0a1b", "export-network-flows/i-0a1b", "export-api-activity/111122223333");
        plan.Steps.Where(step => step.Implied).Select(step => step.Id).Should().BeEquivalentTo(
            "capture-processes/i-0a1b", "export-network-flows/i-0a1b", "export-api-activity/111122223333");
        plan.Findings.Should().OnlyContain(finding => finding.Rule == Rules.Unpreserved && finding.Severity == FindingSeverity.Warning);
    }

    [Fact]
    public void Plan_Revocation_NeverWaitsForAnotherResourcesDisk()
    {
        var plan = PlanOf(
            Preserve.Identity().And.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.RevokeKeys().And.Quarantine(),
            Incidents.Key, Incidents.User, Incidents.Host());

        Waits(plan, "revoke-access-key/AKIAIOSFODNN7EXAMPLE").Should().BeEquivalentTo("capture-identity/deploy-bot", "export-api-activity/111122223333");
        plan.Findings.Should().BeEmpty();
    }

    [Fact]
    public void Plan_SessionsOfAnInstancesRole_AreNotCutWhileACaptureNeedsThem()
    {
        var plan = PlanOf(Preserve.Processes().Then.RevokeSessions(), Incidents.Host(), Incidents.Role("web"));

        plan.Step("revoke-sessions/web").DependsOn.Should().Contain(new Dependency("capture-processes/i-0a1b", Order.Channel));
    }

    [Fact]
    public void Plan_QuarantineThatKeepsLiveResponse_DoesNotWaitForItsUser()
    {
        var plan = PlanOf(Preserve.Memory().Then.Quarantine(keepLiveResponse: true).Then.Scan(), Incidents.Host());

        plan.Step("quarantine-instance/i-0a1b").DependsOn.Should().NotContain(one => one.Because == Order.Channel);
        Waits(plan, "scan-endpoint/i-0a1b").Should().Contain("quarantine-instance/i-0a1b");
    }

    [Fact]
    public void Plan_ScanAfterSeveringQuarantine_IsMovedBeforeWithAFinding()
    {
        var plan = PlanOf(Preserve.Snapshot().Then.Quarantine().Then.Scan(), Incidents.Host());

        Waits(plan, "quarantine-instance/i-0a1b").Should().Contain("scan-endpoint/i-0a1b");
        plan.Findings.Should().Contain(finding => finding.Rule == Rules.Moved && finding.Step == "scan-endpoint/i-0a1b");
    }

    [Fact]
    public void Plan_MemoryAndSnapshot_TakesTheSnapshotBeforeItIsAltered()
    {
        var plan = PlanOf(Preserve.Memory().And.Snapshot(), Incidents.Host());

        plan.Step("capture-memory/i-0a1b").DependsOn.Should().Equal(new Dependency("snapshot-volumes/i-0a1b", Order.Alteration, Evidence.Volumes));
        plan.Step("snapshot-volumes/i-0a1b").DependsOn.Should().BeEmpty();
    }

    [Fact]
    public void Plan_KeyThenSessions_OrdersTheMintedSessions()
    {
        var plan = PlanOf(
            Preserve.Identity().Then.RevokeKeys().Then.RevokeSession(), Incidents.Key, Incidents.User, Incidents.Session("admin"), Incidents.Role("admin"));

        plan.Step("revoke-session/admin/loot").DependsOn.Should().Contain(new Dependency("revoke-access-key/AKIAIOSFODNN7EXAMPLE", Order.Stage));
    }

    [Fact]
    public void Plan_NetworkEvidence_CoversTheInstancesInIt()
    {
        var network = new Vpc(Incidents.Account, "us-east-1", "vpc-0c2d");
        var plan = PlanOf(
            Preserve.NetworkFlows(i => i.Vpcs).And.ApiActivity().Then.BlockEgress(), Incidents.Host(), network);

        plan.Steps.Should().NotContain(step => step.Implied);
        Waits(plan, "block-egress/i-0a1b").Should().Contain("export-network-flows/vpc-0c2d");
    }

    [Fact]
    public void Plan_IrreversibleWithoutItsEvidenceWrittenOut_IsDropped()
    {
        var plan = PlanOf(Preserve.Snapshot().Then.Terminate().RequireApproval(), Incidents.Host());

        plan.Steps.Should().ContainSingle().Which.Id.Should().Be("snapshot-volumes/i-0a1b");
        plan.Findings.Should().Contain(finding => finding.Rule == Rules.IrreversibleUnpreserved && finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void Plan_IrreversibleWithEverything_WaitsForAHumanWhenACaptureFails()
    {
        var plan = PlanOf(
            Preserve.Snapshot().And.Memory().And.Processes().And.NetworkFlows().And.ApiActivity().Then.Stop().RequireApproval(), Incidents.Host());

        plan.Step("stop-instance/i-0a1b").RequiresApproval.Should().BeTrue();
        plan.Step("capture-memory/i-0a1b").OnFailure.WaitAtMost.Should().Be(FailureRule.DefaultWait);
    }

    [Fact]
    public void Plan_IrreversibleWithoutApproval_IsDropped() =>
        PlanOf(Preserve.Identity().And.ApiActivity().Then.RemoveConsoleAccess(), Incidents.User)
            .Findings.Should().Contain(finding => finding.Rule == Rules.IrreversibleUnapproved);

    [Fact]
    public void Plan_ProtectedResource_DropsItsContainmentAndKeepsThePreservation()
    {
        var plan = Planner.Plan(
            Incidents.Playbook(Preserve.Identity().Then.RevokeKeys().Then.RevokeSession()),
            Incidents.Of(Incidents.Key, Incidents.User, Incidents.Session("admin")),
            new() { IsProtected = resource => resource.Id == Incidents.Key.Id });

        plan.Steps.Should().NotContain(step => step.IsContaining).And.Contain(step => step.Id == "capture-identity/deploy-bot");
        plan.Findings.Where(finding => finding.Rule == Rules.Protected).Should().HaveCount(2, "what was written after it goes with it");
    }

    [Fact]
    public void Plan_MoreResourcesThanMaxAffected_DropsTheRest() =>
        PlanOf(Preserve.Snapshot().Then.Quarantine().MaxAffected(2), Incidents.Host("i-1"), Incidents.Host("i-2"), Incidents.Host("i-3"))
            .Steps.Count(step => step.IsContaining).Should().Be(2);

    [Fact]
    public void Plan_Waiver_LeavesTheCaptureOutAndSaysSo()
    {
        var plan = PlanOf(
            Preserve.Snapshot().And.NetworkFlows().And.ApiActivity().Then.Quarantine().Without(Evidence.Processes, "this fleet has no agent"),
            Incidents.Host());

        plan.Steps.Should().NotContain(step => step.Action is CaptureProcesses);
        plan.Waived.Should().Equal(new WaivedEvidence(Evidence.Processes, Incidents.Host().Id, "this fleet has no agent"));
        plan.Findings.Should().ContainSingle(finding => finding.Rule == Rules.Waived);
    }

    [Fact]
    public void Plan_TimeoutsBeyondTheDeadline_IsAFinding() =>
        PlanOf(Preserve.Snapshot().Within(6.Minutes()).Then.Quarantine(), Incidents.Host())
            .Findings.Should().Contain(finding => finding.Rule == Rules.TooSlow);

    [Fact]
    public void Plan_WaitWithoutARealLimit_IsAFinding() =>
        PlanOf(Preserve.Snapshot().OrWait(9.Days()).Then.Quarantine(), Incidents.Host())
            .Findings.Should().Contain(finding => finding.Rule == Rules.UnboundedWait);

    [Fact]
    public void Plan_BareContainment_TakesSuspectsOnly() =>
        PlanOf(Preserve.Snapshot().Then.Quarantine(), Incidents.Host(), Incidents.Host("i-9", Involvement.Target))
            .Steps.Where(step => step.IsContaining).Should().ContainSingle().Which.Action.Resource.Id.Name.Should().Be("i-0a1b");

    [Fact]
    public void Plan_PageAfterTicket_DoesNotWaitForIt()
    {
        var plan = PlanOf(Preserve.Snapshot().Then.Quarantine().Then.OpenTicket().Then.PageOnCall(), Incidents.Host());

        Waits(plan, "page-on-call/111122223333").Should().Equal("quarantine-instance/i-0a1b");
    }

    [Fact]
    public void PlanNext_EvidenceOfAnEarlierRound_IsNotTakenAgainUnlessTheResourceChanged()
    {
        var playbook = Incidents.Playbook(Preserve.Identity()).Reassess((_, _) => Preserve.Identity().And.ApiActivity().Then.RevokeKeys());
        var outcomes = new Outcomes
        {
            Rounds = 1,
            Evidence =
            [
                new(Evidence.Identity, Incidents.User.Id, EvidenceStatus.Secured, Incidents.Noon),
                new(Evidence.ApiActivity, new Account(Incidents.Account).Id, EvidenceStatus.Secured, Incidents.Noon),
            ],
        };
        var fresh = Planner.PlanNext(playbook, Incidents.Of(Incidents.Key, Incidents.User), outcomes, new() { Round = 2 });
        var changed = Planner.PlanNext(
            playbook, Incidents.Of(Incidents.Key, Incidents.User with { ChangedAt = Incidents.Noon.AddMinutes(1) }), outcomes, new() { Round = 2 });

        fresh!.Steps.Should().ContainSingle().Which.Action.Should().BeOfType<RevokeAccessKey>();
        changed!.Steps.Should().Contain(step => step.Id == "capture-identity/deploy-bot");
    }

    [Fact]
    public void Hash_OfAChangedCopy_IsNotTheOriginals()
    {
        var plan = PlanOf(Preserve.Snapshot().Then.Quarantine(), Incidents.Host());
        var hash = plan.Hash;
        var changed = plan with { Deadline = 6.Minutes() };

        changed.Hash.Should().NotBe(hash);
        changed.Should().NotBe(plan);
    }

    [Fact]
    public void Restore_UndoActions_AreOrderedAsGiven()
    {
        var plan = Planner.Restore(
            "undo", 5.Minutes(), Incidents.Of(Incidents.Key, Incidents.User, Incidents.Session("admin")),
            [new AllowSession(Incidents.Session("admin")), new ReactivateAccessKey(Incidents.Key)], new());

        plan.Step("reactivate-access-key/AKIAIOSFODNN7EXAMPLE").DependsOn.Should().Contain(one => one.Step == "capture-identity/deploy-bot" && one.Because == Order.Evidence);
    }
}
