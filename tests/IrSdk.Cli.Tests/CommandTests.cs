using System.Text.Json.Nodes;

namespace IrSdk.Cli.Tests;

/// <summary>The commands as their users run them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly Cli cli = new();

    [Fact]
    public void Drill_EveryPlaybookOfTheRepository_PassesAndFitsItsSchema()
    {
        foreach (var playbook in Directory.GetDirectories(Cli.Playbooks))
        {
            var result = cli.Run("drill", playbook, "--json");

            result.ExitCode.Should().Be(0, "{0}: {1}{2}", playbook, result.Error, result.Output);
            Schemas.Fits(result.Output, "drill");
            var recordings = JsonNode.Parse(result.Output)!["recordings"]!.AsArray();
            recordings.Count.Should().BeGreaterThanOrEqualTo(3);
            recordings.Should().OnlyContain(one => one!["evidence"]!["lost"]!.AsArray().All(loss => (string)loss!["by"]! != "response"));
        }
    }

    [Fact]
    public void Drill_Story_SaysWhatMatters()
    {
        var result = cli.Run("drill", Cli.CredentialCompromise);

        result.Output.Should().Contain("fourteen-roles").And.Contain("confidence 92").And.Contain("critical path").And.Contain("revoke key")
            .And.Contain("waited for").And.Contain("by hand").And.Contain("passed: 3 recordings");
    }

    [Fact]
    public void Plan_Json_FitsItsSchema()
    {
        var result = cli.Run("plan", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--json");

        result.ExitCode.Should().Be(0, result.Error);
        Schemas.Fits(result.Output, "plan");
    }

    [Fact]
    public void Run_ThenVerifyThenUndo_ContainsProvesAndTakesBack()
    {
        var run = Respond();
        run.ExitCode.Should().Be(0, run.Error);
        Schemas.Fits(run.Output, "run");
        var report = JsonNode.Parse(run.Output)!;
        ((string)report["status"]!).Should().Be("contained");

        var verified = cli.Run("journal", "verify", "j.db", "--json");
        verified.ExitCode.Should().Be(0, verified.Output + verified.Error);
        Schemas.Fits(verified.Output, "journal-verify");
        cli.Run("journal", "list", "j.db").Output.Should().Contain((string)report["incident"]!);
        cli.Run("journal", "show", "j.db").Output.Should().Contain("step.intended");

        var undone = cli.Run("undo", (string)report["incident"]!, "--journal", "j.db", "--json");
        undone.ExitCode.Should().Be(0, undone.Output + undone.Error);
        ((string)JsonNode.Parse(undone.Output)!["status"]!).Should().Be("undone");
        cli.Run("journal", "verify", "j.db").ExitCode.Should().Be(0);
    }

    [Fact]
    public void Run_AccountThatOnlyConsentsToObserving_PreservesAndContainsNothing()
    {
        var guards = cli.Write("guards.json", """{"consents": {"111122223333": "observe"}, "protectedIdentities": ["break-glass"], "minConfidence": {"stop-instance": 95}}""");
        Schemas.Fits(File.ReadAllText(cli.PathOf("guards.json")), "guards");

        var report = JsonNode.Parse(Respond("--guards", guards).Output)!;

        ((string)report["status"]!).Should().Be("notContained");
        report["steps"]!.AsArray().Should().Contain(step => (string)step!["action"]! == "revoke-access-key" && (string)step["status"]! == "dropped");
        report["evidence"]!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public void Run_WhileFrozen_PreservesAndContainsNothing()
    {
        Respond("--dry-run").ExitCode.Should().Be(0);
        File.Exists(cli.PathOf("j.db")).Should().BeFalse("a dry run writes nothing");
        Respond().ExitCode.Should().Be(0);
        cli.Run("freeze", "--because", "change window", "--journal", "j.db").ExitCode.Should().Be(0);

        var other = cli.Run("run", Cli.CredentialCompromise, "--alert", Path.Combine(Cli.CredentialCompromise, "recordings", "key-used-from-afar.alert.json"), "--journal", "j.db", "--world", "w2", "--latency", "1", "--json");

        var report = JsonNode.Parse(other.Output)!;
        ((string)report["status"]!).Should().NotBe("contained");
        report["steps"]!.AsArray().Where(step => ((string)step!["action"]!).StartsWith("revoke", StringComparison.Ordinal))
            .Should().OnlyContain(step => (string)step!["status"]! != "done");
        report["evidence"]!.AsArray().Should().NotBeEmpty();
    }

    [Fact]
    public void Verify_JournalWithOneByteChanged_NamesTheEntry()
    {
        Respond().ExitCode.Should().Be(0);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={cli.PathOf("j.db")};Pooling=false"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "UPDATE entries SET kind = 'step.endee' WHERE sequence = 7";
            command.ExecuteNonQuery();
        }

        var verified = cli.Run("journal", "verify", "j.db");

        verified.ExitCode.Should().Be(1);
        verified.Output.Should().Contain("Entry 7");
    }

    [Fact]
    public void Journal_BackedUpAndRestored_IsTheJournalOfThen()
    {
        Respond().ExitCode.Should().Be(0);
        var then = cli.Run("journal", "show", "j.db").Output;
        cli.Run("journal", "backup", "j.db", "--to", "copy.db").ExitCode.Should().Be(0);
        cli.Run("freeze", "--because", "after the copy", "--journal", "j.db").ExitCode.Should().Be(0);

        var again = cli.Run("journal", "backup", "j.db", "--to", "copy.db");
        var restored = cli.Run("journal", "restore", "j.db", "--from", "copy.db");

        again.ExitCode.Should().NotBe(0, "a copy is never written over");
        restored.ExitCode.Should().Be(0, restored.Error);
        cli.Run("journal", "show", "j.db").Output.Should().StartWith(then.TrimEnd()).And.NotContain("after the copy");
        cli.Run("journal", "verify", "j.db").ExitCode.Should().Be(0);
        File.Exists(restored.Output.Trim().TrimEnd('.').Split("what was there is now ")[1]).Should().BeTrue();
    }

    [Theory]
    [InlineData("backup", "--to")]
    [InlineData("restore", "--from")]
    public void Journal_ThatIsNotThere_IsOneSentence(string command, string option)
    {
        var refused = cli.Run("journal", command, "none.db", option, "copy.db");

        refused.ExitCode.Should().BeOneOf(1, 2);
        refused.Error.Trim().Split('\n').Should().ContainSingle().Which.Should().EndWith(".");
    }

    [Fact]
    public void New_Playbook_DrillsAtOnce()
    {
        foreach (var kind in new[] { "credential-compromise", "malware", "data-exfiltration", "unauthorized-access" })
        {
            cli.Run("new", "my-" + kind, "--kind", kind).ExitCode.Should().Be(0);
            var drill = cli.Run("drill", Path.Combine("playbooks", "my-" + kind));
            drill.ExitCode.Should().Be(0, drill.Output + drill.Error);
        }
    }

    public void Dispose() => cli.Dispose();

    private CliResult Respond(params string[] more) =>
        cli.Run(["run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--journal", "j.db", "--latency", "1", "--json", .. more]);
}
