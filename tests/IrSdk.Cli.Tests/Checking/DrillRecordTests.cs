using System.Text.Json.Nodes;

namespace IrSdk.Cli.Tests;

public sealed class DrillRecordTests : IDisposable
{
    private const string Script = """
        return Playbook.Named("p").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(10.Minutes())
            .Respond(Preserve.Identity().And.ApiActivity().And.Snapshot().And.Processes().And.NetworkFlows().Then.RevokeKeys().And.RevokeSessions().And.Quarantine());
        """;

    private readonly Cli cli = new();

    public DrillRecordTests()
    {
        Directory.CreateDirectory(cli.PathOf("p/recordings"));
        cli.Write("p/p.csx", Script);
        File.Copy(Path.Combine(Cli.CredentialCompromise, "recordings", "key-used-from-afar.alert.json"), cli.PathOf("p/recordings/afar.alert.json"));
    }

    [Fact]
    public void Check_DrilledWithinTheTime_FindsNothing_AndTheRecordFitsItsSchema()
    {
        Drill();

        var result = Check("90.00:00:00");

        result.Output.Should().NotContain("IR5002");
        result.ExitCode.Should().Be(0, result.Error);
        var text = File.ReadAllText(cli.PathOf("drills.json"));
        Schemas.Fits(text, "drills");
        var drill = JsonNode.Parse(text)!["drills"]!.AsArray().Should().ContainSingle().Subject!;
        ((string)drill["playbook"]!).Should().Be("p");
        ((string)drill["recordings"]![0]!["name"]!).Should().Be("afar");
        ((string)drill["recordings"]![0]!["timeToContain"]!).Should().StartWith("PT");
    }

    [Fact]
    public void Check_DrilledTooLongAgo_SaysWhen_AndIsAnErrorWhereTheTeamSaysSo()
    {
        Drill();
        Change(drill => drill["at"] = "2025-02-03T04:05:06Z");

        var result = Check("90.00:00:00", "--error", "IR5002");

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain($"{Path.Combine("p", "p.csx")}(1,1): error IR5002: p was last drilled on 2025-02-03, ").And.Contain("a drill counts 90 days");
    }

    [Fact]
    public void Check_ChangedSinceItsDrill_MustBeDrilledAgain_AndAReadMeChangesNothing()
    {
        Drill();
        cli.Write("p/README.md", "Words.");
        Check("90.00:00:00").Output.Should().NotContain("IR5002");

        cli.Write("p/p.csx", Script.Replace("10.Minutes()", "9.Minutes()", StringComparison.Ordinal));

        Check("90.00:00:00").Output.Should().Contain("warning IR5002: p was changed after its last drill");
    }

    [Fact]
    public void Check_LastDrillFailed_NamesTheRecording()
    {
        Drill();
        Change(drill => (drill["passed"], drill["recordings"]![0]!["passed"]) = (false, false));

        Check("90.00:00:00").Output.Should().Contain("IR5002: The last drill of p, on ").And.Contain("failed (afar)");
    }

    [Fact]
    public void Check_NeverDrilled_IsFoundOnlyWhereItIsAsked()
    {
        cli.Run("drill", Path.Combine(Cli.Playbooks, "malware"), "--record", "drills.json").ExitCode.Should().Be(0);

        Check("90.00:00:00").Output.Should().Contain("IR5002: p was never drilled");
        cli.Run("check", "p", "--incidents", "1").Output.Should().NotContain("IR5002");
    }

    [Fact]
    public void Drill_OfAnotherPlaybook_LeavesTheFirstOnesRecord()
    {
        Drill();

        cli.Run("drill", Path.Combine(Cli.Playbooks, "malware"), "--record", "drills.json").ExitCode.Should().Be(0);

        JsonNode.Parse(File.ReadAllText(cli.PathOf("drills.json")))!["drills"]!.AsArray().Select(one => (string)one!["playbook"]!).Should().Equal("malware", "p");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"schema\":\"irsdk.alert/v1\"}")]
    [InlineData("not json")]
    public void Check_NoRecordOfDrills_IsSaidBeforeAnythingIsChecked(string text)
    {
        Check("90.00:00:00").Error.Should().Contain("There is no record of drills at ").And.Contain("ir drill PLAYBOOK --record");
        cli.Write("drills.json", text);

        var result = Check("90.00:00:00");

        result.ExitCode.Should().Be(2);
        result.Error.Should().Contain("is no record of drills");
    }

    [Fact]
    public void Drill_RecordOfOnePart_IsRefused() =>
        cli.Run("drill", "p", "--recording", "afar", "--record", "drills.json").Error.Should().Contain("--record keeps a whole drill");

    public void Dispose() => cli.Dispose();

    private void Drill() => cli.Run("drill", "p", "--record", "drills.json").ExitCode.Should().Be(0);

    private CliResult Check(string within, params IEnumerable<string> more) => cli.Run(["check", "p", "--incidents", "1", "--drilled-within", within, .. more]);

    private void Change(Action<JsonNode> change)
    {
        var ledger = JsonNode.Parse(File.ReadAllText(cli.PathOf("drills.json")))!;
        change(ledger["drills"]![0]!);
        cli.Write("drills.json", ledger.ToJsonString());
    }
}
