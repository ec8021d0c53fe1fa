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
        Schemas.Fits(File.ReadAllText(cli.PathOf("sources.json")), "sources");
        var early = Ir("sync");
        early.ExitCode.Should().Be(1, early.Error);
        early.Output.Should().Contain("alice alone signed its tree").And.Contain("ir approve-commit").And.Contain("nothing serves");
        Ir("plan", "main:credential-compromise", "--alert", Cli.FourteenRoles).Error.Should().Contain("No commit of the source main has been taken yet");

        Approve().Should().Contain($"git push origin refs/tags/approved/bob/{Git("rev-parse", "HEAD^{tree}")}");
        var sync = Ir("sync", "--json");
        sync.ExitCode.Should().Be(0, sync.Output + sync.Error);
        Schemas.Fits(sync.Output, "sync");
        Ir("sync", "main").Output.Should().Contain("signed by alice, approved by bob").And.Contain("credential-compromise: gate passed");

        Ir("plan", "main:credential-compromise", "--alert", Cli.FourteenRoles).ExitCode.Should().Be(0);
        Ir("drill", "main:credential-compromise", "--record", "drills.json").ExitCode.Should().Be(0);
        ((string)JsonNode.Parse(File.ReadAllText(cli.PathOf("drills.json")))!["drills"]![0]!["commit"]!).Should().Be(Git("rev-parse", "HEAD"));
        var check = Ir("check", "main:credential-compromise", "--incidents", "5", "--drilled-within", "1.00:00:00");
        check.Output.Should().Contain("1 playbook, 3 recordings, 5 random incidents: no findings", check.Error);
        var run = Ir("run", "main:credential-compromise", "--alert", Cli.FourteenRoles, "--journal", "j.db", "--json");
        run.ExitCode.Should().Be(0, run.Error);
        Schemas.Fits(run.Output, "run");
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

    [Fact]
    public void Plan_APlaybookThatTheSourceHasNot_SaysSo()
    {
        Approve();
        Ir("sync").ExitCode.Should().Be(0);

        foreach (var (playbook, reason) in new[] { ("main:../../alice", "has no playbook"), ("main:nothing", "has no playbook"), ("other:credential-compromise", "has no source 'other'") })
        {
            var plan = Ir("plan", playbook, "--alert", Cli.FourteenRoles);

            plan.ExitCode.Should().Be(2);
            plan.Error.Should().Contain(reason);
        }
    }

    [Theory]
    [InlineData("fetch")]
    [InlineData("verify-commit")]
    [InlineData("cat-file --batch")]
    public void Sync_KilledHalfWay_TheLastGoodCommitGoesOnServing(string at)
    {
        Approve();
        Ir("sync").ExitCode.Should().Be(0);
        var good = Git("rev-parse", "HEAD");
        File.AppendAllText(cli.PathOf("repository/playbooks/README.md"), "More.");
        Commit();
        Approve();

        // A git that stops at one command, until what started it is gone.
        var reached = cli.PathOf("reached");
        Program("stopping/git", $"case \"$*\" in *\"{at}\"*) touch {reached}; while kill -0 $PPID 2>/dev/null; do sleep 1; done; exit 1;; esac; exec {Run("which", cli.PathOf("."), "git")} \"$@\"");
        using (var sync = Start("stopping", "sync"))
        {
            SpinWait.SpinUntil(() => File.Exists(reached) || sync.HasExited, TimeSpan.FromMinutes(2)).Should().BeTrue();
            sync.HasExited.Should().BeFalse();
            sync.Kill();
            sync.WaitForExit();
        }

        Ir("plan", "main:credential-compromise", "--alert", Cli.FourteenRoles).ExitCode.Should().Be(0);
        File.ReadAllText(Directory.GetFiles(cli.PathOf("data"), "state.json", SearchOption.AllDirectories).Single()).Should().Contain(good).And.NotContain(Git("rev-parse", "HEAD"));
        Ir("sync").Output.Should().Contain($"serves {Git("rev-parse", "HEAD")[..12]}");
    }

    [Fact]
    public void Sync_AProgramOfGitsNameInTheCurrentFolder_IsNotRun()
    {
        Program("git", $"touch {cli.PathOf("ran")}");

        Ir("sync").Output.Should().Contain("alice alone signed its tree");
        File.Exists(cli.PathOf("ran")).Should().BeFalse();
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
        using var process = Start("", arguments);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    private Process Start(string programs, params string[] arguments)
    {
        // What is kept for the user is kept for this test.
        var command = cli.Command(arguments);
        command.RedirectStandardInput = true;
        command.Environment["XDG_DATA_HOME"] = cli.PathOf("data");
        command.Environment["PATH"] = programs.Length == 0 ? command.Environment["PATH"] : $"{cli.PathOf(programs)}{Path.PathSeparator}{command.Environment["PATH"]}";

        return Process.Start(command)!;
    }

    private void Program(string name, string command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(cli.PathOf(name))!);
        Run("chmod", cli.PathOf("."), "700", cli.Write(name, $"#!/bin/sh\n{command}\n"));
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
