namespace IrSdk.Cli.Tests;

/// <summary>Each with one clear sentence, the right exit code, and nothing half done.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Cli cli = new();

    [Fact]
    public void Run_NoSuchPlaybook_SaysSo() => Refused(cli.Run("run", "nowhere", "--alert", Cli.FourteenRoles), 2, "no playbook at nowhere");

    [Fact]
    public void Run_NoSuchAlert_SaysSo() => Refused(cli.Run("run", Cli.CredentialCompromise, "--alert", "missing.json"), 2, "no alert at missing.json");

    [Fact]
    public void Run_AlertThatIsNone_NamesThePlace() =>
        Refused(cli.Run("run", Cli.CredentialCompromise, "--alert", cli.Write("a.json", "{\"hello\": 1}")), 2, "cannot be read at");

    [Fact]
    public void Run_AlertOfAnotherKind_IsRefused() =>
        Refused(cli.Run("run", Path.Combine(Cli.Playbooks, "malware"), "--alert", Cli.FourteenRoles), 1, "choose the playbook for it");

    [Theory]
    [InlineData("""{"protectedTag": ["env"]}""", "protectedTag")]
    [InlineData("""{"minConfidence": {"stop-instnace": 90}}""", "stop-instnace")]
    [InlineData("""{"consent": "always"}""", "consent")]
    [InlineData("""{"maxAffected": 0}""", "maxAffected")]
    [InlineData("{", "cannot be used")]
    public void Run_GuardRulesMistyped_NamesTheMistakeAndDoesNothing(string rules, string named) =>
        Refused(cli.Run("run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--guards", cli.Write("guards.json", rules)), 2, named);

    [Fact]
    public void Run_ScriptThatDoesNotCompile_PointsAtItsLine() =>
        Refused(cli.Run("run", cli.Write("bad.csx", "// one\nreturn Preserve.Quarantine();\n"), "--alert", Cli.FourteenRoles), 1, "bad.csx(2,");

    [Fact]
    public void Run_ScriptThatThrows_SaysWhatItThrew() =>
        Refused(cli.Run("run", cli.Write("throws.csx",
            """
            return Playbook.Named("throws").Handles(IncidentKind.CredentialCompromise).Against("T1078").ContainWithin(5.Minutes())
                .Respond(incident => throw new InvalidOperationException("no idea"));
            """), "--alert", Cli.FourteenRoles), 1, "no idea");

    [Fact]
    public void Plan_ThatBreaksARule_NamesTheRule()
    {
        var result = cli.Run("plan", cli.Write("breaks.csx",
            """
            return Playbook.Named("breaks").Handles(IncidentKind.CredentialCompromise).Against("T1078").ContainWithin(5.Minutes())
                .Respond(Preserve.Identity().And.ApiActivity().Then.RevokeSessions().MaxAffected(1));
            """), "--alert", Cli.FourteenRoles);

        result.ExitCode.Should().Be(1);
        result.Output.Should().Contain("IR3001");
    }

    [Theory]
    [InlineData("frobnicate")]
    [InlineData("run")]
    [InlineData("drill", "x", "--seed", "many")]
    [InlineData("new", "x", "--kind", "flood")]
    [InlineData("verdict", "inc-1", "perhaps")]
    public void Command_ThatIsNone_IsUsage(params string[] arguments) => Refused(cli.Run(arguments), 2, "ir");

    [Theory]
    [InlineData("journal", "show", "none.db")]
    [InlineData("journal", "verify", "none.db")]
    [InlineData("undo", "inc-1", "--journal", "none.db")]
    [InlineData("freeze", "--because", "x", "--journal", "none.db")]
    public void Command_OnAMissingJournal_MakesNone(params string[] arguments)
    {
        Refused(cli.Run(arguments), 2, "There is no journal");
        File.Exists(cli.PathOf("none.db")).Should().BeFalse();
    }

    [Fact]
    public void Run_JournalLockedByAnotherRun_DoesNothing()
    {
        var journal = cli.PathOf("j.db");
        using (new FileStream(journal + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Refused(cli.Run("run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--journal", journal), 3, "locked by another run");
        }

        File.Exists(journal).Should().BeFalse();
    }

    [Fact]
    public void Run_JournalThatIsNone_IsLeftAsItWas()
    {
        var journal = cli.Write("j.db", "this is a letter, not a journal; it is long enough to be looked at");

        Refused(cli.Run("run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--journal", journal), 3, "j.db");
        File.ReadAllText(journal).Should().StartWith("this is a letter");
    }

    public void Dispose() => cli.Dispose();

    private static void Refused(CliResult result, int exitCode, string sentence)
    {
        result.Error.Should().Contain(sentence);
        result.ExitCode.Should().Be(exitCode);
        result.Error.Should().NotContain("   at ", "a person reads a sentence, not a stack");
        result.Output.Should().NotContain("✔");
    }
}
