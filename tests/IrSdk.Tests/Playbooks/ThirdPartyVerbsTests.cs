using IrSdk.Planning;
using KubernetesVerbs;
using static IrSdk.First;

namespace IrSdk.Tests.Playbooks;

/// <summary>Another assembly's verbs are ordered like ours.</summary>
public sealed class ThirdPartyVerbsTests
{
    private static readonly Plan Planned = Planner.Plan(
        Incidents.Playbook(Preserve.Containers().And.NetworkFlows().And.ApiActivity().Then.Drain(30.Seconds()).Then.Quarantine()),
        Incidents.Of(Incidents.Host()), new());

    [Fact]
    public void Plan_TheirContainment_WaitsForTheEvidenceThatItDisturbs() =>
        Planned.Step("drain-node/i-0a1b").DependsOn.Should().Contain(new Dependency("capture-containers/i-0a1b", Order.Evidence, Evidence.Processes));

    [Fact]
    public void Plan_OurContainment_WaitsForTheirChannelUser() =>
        Planned.Step("quarantine-instance/i-0a1b").DependsOn.Should().Contain(new Dependency("capture-containers/i-0a1b", Order.Channel));

    [Fact]
    public void PlanJson_TheirActionWithArguments_IsReadBackThroughTheCatalog()
    {
        var read = PlanJson.Read(PlanJson.Write(Planned), ActionCatalog.BuiltIn.With(typeof(DrainNode).Assembly));

        read.Step("drain-node/i-0a1b").Action.Should().BeOfType<DrainNode>().Which.Grace.Should().Be(30.Seconds());
        FluentActions.Invoking(() => PlanJson.Read(PlanJson.Write(Planned), ActionCatalog.BuiltIn))
            .Should().Throw<System.Text.Json.JsonException>().WithMessage("*reference the package*");
    }
}
