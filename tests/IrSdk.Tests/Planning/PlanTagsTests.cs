using System.Collections.Immutable;
using IrSdk.Planning;
using static IrSdk.First;

namespace IrSdk.Tests.Planning;

public sealed class PlanTagsTests
{
    [Fact]
    public void PlanJson_TagsOfAnyCaseFromAnyDictionary_IsReadBackAsThePlanThatWasWritten()
    {
        var account = new AccountId("111122223333");
        var tags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("irsdk:drill", "d").Add("Name", "web").Add("aws:x", "1").Add("Zone", "b");
        var incident = new Incident
        {
            Id = new("inc-1"),
            Kind = IncidentKind.Malware,
            AcceptedAt = DateTimeOffset.UnixEpoch,
            Alerts = [],
            Resources = [new Account(account), new Instance(account, "us-east-1", "i-0a1b") { Involvement = Involvement.Suspect, Tags = tags }],
        };
        var playbook = Playbook.Named("malware").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(10.Minutes()).Respond(Preserve.Snapshot().Then.Quarantine());
        var plan = Planner.Plan(playbook, incident, new());

        var read = PlanJson.Read(PlanJson.Write(plan), ActionCatalog.BuiltIn);

        read.Hash.Should().Be(plan.Hash);
        read.Steps.First(step => step.Action.Resource is Instance).Action.Resource.Tags.Keys.Should().Equal("aws:x", "irsdk:drill", "Name", "Zone");
    }
}
