using CsCheck;
using IrSdk.Planning;

namespace IrSdk.Tests.Planning;

public sealed class PlannerProperties
{
    private const int Iterations = 5_000;

    private static readonly Gen<(Incident, Plan)> Planned = Gen.Select(PlanGenerator.Incident, PlanGenerator.Response, (incident, response) =>
        (incident, Planner.Plan(Incidents.Playbook(response), incident, new())));

    [Fact]
    public void Plan_AnyResponse_LosesNoEvidenceAndHasNoNeedlessEdge() =>
        Planned.Sample(
            (incident, plan) => new PlanChecker(incident, plan).Violations().Should().BeEmpty(),
            iter: Iterations);

    [Fact]
    public void PlanChecker_PlanWithOneEvidenceEdgeRemoved_SeesIt()
    {
        var seen = 0;
        Planned.Sample(
            (incident, plan) =>
            {
                // Several captures may cover the same evidence, so the whole reason is taken away.
                var victim = plan.Steps.FirstOrDefault(step => step.DependsOn.Any(one => one.Because == Order.Evidence));
                if (victim is null || plan.Waived.Length > 0)
                {
                    return;
                }

                var broken = plan with
                {
                    Steps = [.. plan.Steps.Select(step => step == victim ? step with { DependsOn = [] } : step)],
                };
                new PlanChecker(incident, broken).Violations().Should().NotBeEmpty();
                Interlocked.Increment(ref seen);
            },
            iter: 500);
        seen.Should().BeGreaterThan(100, "the generator must reach the rule");
    }

    [Fact]
    public void Plan_SameInput_SameHash() =>
        Gen.Select(PlanGenerator.Incident, PlanGenerator.Response).Sample(
            (incident, response) =>
                Planner.Plan(Incidents.Playbook(response), incident, new()).Hash.Should().Be(Planner.Plan(Incidents.Playbook(response), incident, new()).Hash),
            iter: 300);

    [Fact]
    public void PlanJson_WrittenAndRead_LosesNothing() =>
        Planned.Sample(
            (_, plan) =>
            {
                var text = PlanJson.Write(plan);
                var read = PlanJson.Read(text, ActionCatalog.BuiltIn);
                PlanJson.Write(read).Should().Be(text);
                read.Hash.Should().Be(plan.Hash);
                read.Steps.Select(step => step.Action.GetType()).Should().Equal(plan.Steps.Select(step => step.Action.GetType()));
            },
            iter: 1_000);

    [Fact]
    public void PlanJson_ChangedAfterwards_IsRefused()
    {
        var plan = Planner.Plan(Incidents.Playbook(First.Preserve.Snapshot().Then.Quarantine()), Incidents.Of(Incidents.Host()), new());
        var changed = PlanJson.Write(plan).Replace("\"PT30S\"", "\"PT31S\"", StringComparison.Ordinal);

        var read = () => PlanJson.Read(changed, ActionCatalog.BuiltIn);

        read.Should().Throw<System.Text.Json.JsonException>().WithMessage("*it was changed*");
    }
}
