using System.Text.Json.Nodes;
using IrSdk.Planning;

namespace IrSdk.Scripting.Tests.Planning;

/// <summary>What comes back from a planning process is data of unknown origin.</summary>
[Collection(nameof(PlanningProcesses))]
public sealed class ForgeryTests
{
    private const string Head = """Playbook.Named("test").Handles(IncidentKind.Malware).Against("T1204").ContainWithin(5.Minutes())""";

    [Theory]
    [InlineData("quarantine-instance", 99)]
    [InlineData("quarantine-instance", -1)]
    [InlineData("quarantine-instance", 2)]
    [InlineData("format-disk", 1)]
    public void ToResponse_ActionThatCannotBe_IsRefused(string action, int at)
    {
        var wire = new ResponseWire([new("Quarantine", 0, [new(action, at, null, [])], null, null, RequiresApproval: false)], [], null);

        wire.Invoking(forged => forged.ToResponse(Bench.Incident(), ActionCatalog.BuiltIn)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void ToResponse_ArgumentsThatDoNotFit_IsRefused()
    {
        var wire = new ResponseWire([new("ApiActivity", 0, [new("export-api-activity", 0, null, new JsonObject { ["window"] = "soon" })], null, null, RequiresApproval: false)], [], null);

        wire.Invoking(forged => forged.ToResponse(Bench.Incident(), ActionCatalog.BuiltIn)).Should().Throw<InvalidDataException>();
    }

    [Theory]
    [InlineData("-00:00:01", 0, null)]
    [InlineData(null, -1, null)]
    [InlineData(null, 0, -1)]
    public void ToResponse_NumbersBelowZero_IsRefused(string? timeout, int stage, int? affected)
    {
        var wire = new ResponseWire([new("Snapshot", stage, [], timeout is null ? null : TimeSpan.Parse(timeout, null), null, RequiresApproval: false)], [], affected);

        wire.Invoking(forged => forged.ToResponse(Bench.Incident(), ActionCatalog.BuiltIn)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public async Task ToResponse_OrderLeftToTheScript_IsOursAllTheSame()
    {
        var incident = Bench.Incident();
        var wire = ResponseWire.Of(new([new("Quarantine", 0, [new QuarantineInstance(incident.Instances.Single())])], [], null), incident);

        var plan = await Planner.PlanAsync(new Forged(wire.ToResponse(incident, ActionCatalog.BuiltIn)), incident, new(), CancellationToken.None);

        plan.Steps.Where(step => step.Implied).Should().NotBeEmpty("what it would destroy is captured first");
        plan.Steps[^1].DependsOn.Should().Contain(one => one.Because == Order.Evidence);
    }

    [Theory]
    [InlineData("i => i.Instances.Select(x => x with { Tags = Resource.NoTags })")]
    [InlineData("""i => i.Instances.Select(x => new Instance(x.Account, "us-east-1", "i-other"))""")]
    public async Task PlanAsync_ResourceThatThePlaybookMadeOrChanged_IsDropped(string selector)
    {
        var text = $"return {Head}.Respond(Preserve.Snapshot().Then.Quarantine({selector}));";
        await using var bench = new Bench();
        using var here = await bench.HereAsync(text);
        foreach (var playbook in new IPlaybook[] { await bench.PlaybookAsync(text), new InProcessPlaybook(here.Playbook) })
        {
            var plan = await Planner.PlanAsync(playbook, Bench.Incident(), new() { IsProtected = one => one.Tags.ContainsKey("tier") }, CancellationToken.None);

            plan.Steps.Should().NotContain(step => step.IsContaining);
            plan.Findings.Should().Contain(finding => finding.Rule == Rules.Outside && finding.Severity == FindingSeverity.Error);
        }
    }

    private sealed class Forged(BoundResponse response) : IPlaybook
    {
        public string Name => "forged";

        public IncidentKind Kind => IncidentKind.Malware;

        public TimeSpan Deadline => TimeSpan.FromMinutes(5);

        public System.Collections.Immutable.ImmutableArray<string> Techniques => ["T1078"];

        public string? Assembly => null;

        public ValueTask<BoundResponse> RespondAsync(Incident incident, CancellationToken cancellationToken) => new(response);

        public ValueTask<BoundResponse?> ReassessAsync(Incident incident, Outcomes outcomes, CancellationToken cancellationToken) => new((BoundResponse?)null);
    }
}
