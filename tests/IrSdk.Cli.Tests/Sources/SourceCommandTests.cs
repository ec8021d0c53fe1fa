using System.Diagnostics;
using System.Text.Json.Nodes;

namespace IrSdk.Cli.Tests.Sources;

/// <summary>From an engineer's commit to the journal of an incident, through <c>ir</c> alone.</summary>
public sealed class SourceCommandTests : IDisposable
{
    private readonly Cli cli = new();

    public SourceCommandTests()
    {
        foreach (var who in new[] { "alice", "bob" })
        {
            Run("ssh-keygen", cli.PathOf("."), "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", cli.PathOf(who));
        }

        Run("cp", cli.PathOf("."), "-R", Cli.Playbooks, cli.PathOf("playbooks"));
        Directory.CreateDirectory(cli.PathOf("repository"));
        Directory.Move(cli.PathOf("playbooks"), cli.PathOf("repository/playbooks"));
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "gpg.format", "ssh");
        Git("config", "user.name", "someone");
        Git("config", "user.email", "someone@example.com");
        Commit();
        cli.Write("sources.json", $$"""
            {
              "signers": [
                { "name": "alice", "keys": [{ "ssh": "{{Key("alice")}}" }] },
                { "name": "bob", "keys": [{ "ssh": "{{Key("bob")}}" }] }
              ],
              "sources": [{ "name": "main", "repository": "repository", "folder": "playbooks", "approvals": 1, "signers": [{ "name": "alice" }, { "name": "bob" }] }]
            }
            """);
    }

    [Fact]
    public void Sync_ThenRun_TakesWhatWasApprovedAndJournalsWhoAnswersForIt()
    {
        CommandTests.Fits(File.ReadAllText(cli.PathOf("sources.json")), "sources");
        var early = Ir("sync");
        early.ExitCode.Should().Be(1, early.Error);
        early.Output.Should().Contain("alice alone signed its tree").And.Contain("ir approve-commit").And.Contain("nothing serves");
        Ir("plan", "main:credential-compromise", "--alert", Cli.FourteenRoles).Error.Should().Contain("No commit of the source main has been taken yet");

        Approve().Should().Contain($"git push origin refs/tags/approved/bob/{Git("rev-parse", "HEAD^{tree}")}");
        var sync = Ir("sync", "--json");
        sync.ExitCode.Should().Be(0, sync.Output + sync.Error);
        CommandTests.Fits(sync.Output, "sync");
        Ir("sync", "main").Output.Should().Contain("signed by alice, approved by bob").And.Contain("credential-compromise: gate passed");

        Ir("plan", "main:credential-compromise", "--alert", Cli.FourteenRoles).ExitCode.Should().Be(0);
        Ir("drill", "main:credential-compromise").ExitCode.Should().Be(0);
        var run = Ir("run", "main:credential-compromise", "--alert", Cli.FourteenRoles, "--journal", "j.db", "--json");
        run.ExitCode.Should().Be(0, run.Error);
        CommandTests.Fits(run.Output, "run");
        var commit = Git("rev-parse", "HEAD");
        ((string)JsonNode.Parse(run.Output)!["origin"]!["commit"]!).Should().Be(commit);
        Ir("journal", "show", "j.db").Output.Should().Contain("playbook.taken").And.Contain($"commit={commit}").And.Contain("signers=alice approvals=bob").And.Contain("assembly=");
        Ir("journal", "show", "j.db", "--json").Output.Should().Contain($"The playbook is from source main at {commit[..12]}, signed by alice, approved by bob; the gate passed it");
    }

    [Fact]
    public void Run_ADevelopmentSource_SaysUnreviewedEverywhere()
    {
        cli.Write("sources.json", """{ "sources": [{ "name": "dev", "directory": "repository/playbooks", "development": true }] }""");

        Ir("sync").Output.Should().Contain("unreviewed development source");
        var run = Ir("run", "dev:credential-compromise", "--alert", Cli.FourteenRoles, "--journal", "j.db");

        run.ExitCode.Should().Be(0, run.Error);
        run.Error.Should().Contain("Unreviewed development source");
        run.Output.Should().Contain("Unreviewed development source");
        Ir("journal", "show", "j.db").Output.Should().Contain("development=True");
        var pages = JsonNode.Parse(Ir("journal", "show", "j.db", "--json").Output)!["entries"]!.AsArray().Where(entry => (string)entry!["kind"]! == "page.intended").ToList();
        pages.Should().NotBeEmpty();
        pages.Should().OnlyContain(page => page!.ToJsonString().Contains("by an unreviewed playbook", StringComparison.Ordinal) && page.ToJsonString().Contains("Unreviewed development source", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("main:../../alice", "has no playbook")]
    [InlineData("main:nothing", "has no playbook")]
    [InlineData("other:credential-compromise", "has no source 'other'")]
    public void Plan_APlaybookThatTheSourceHasNot_SaysSo(string playbook, string reason)
    {
        Approve();
        Ir("sync").ExitCode.Should().Be(0);

        var plan = Ir("plan", playbook, "--alert", Cli.FourteenRoles);

        plan.ExitCode.Should().Be(2);
        plan.Error.Should().Contain(reason);
    }

    public void Dispose() => cli.Dispose();

    private string Key(string who) => File.ReadAllText(cli.PathOf(who + ".pub")).Trim();

    private void Commit()
    {
        Git("add", "--all");
        Git("-c", $"user.signingkey={cli.PathOf("alice")}", "commit", "--quiet", "--gpg-sign", "--message", "playbooks");
    }

    /// <summary>As bob does, in his clone.</summary>
    private string Approve()
    {
        Git("config", "user.signingkey", cli.PathOf("bob"));
        var command = cli.Command("approve-commit", "--as", "bob");
        command.WorkingDirectory = cli.PathOf("repository");
        return Run(command);
    }

    private string Git(params string[] arguments) => Run("git", cli.PathOf("repository"), arguments);

    private CliResult Ir(params string[] arguments)
    {
        // What is kept for the user is kept for this test.
        var command = cli.Command(arguments);
        command.Environment["XDG_DATA_HOME"] = cli.PathOf("data");
        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private static string Run(string program, string folder, params string[] arguments) =>
        Run(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true });

    private static string Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, error.GetAwaiter().GetResult());
        return output.Trim();
    }
}
