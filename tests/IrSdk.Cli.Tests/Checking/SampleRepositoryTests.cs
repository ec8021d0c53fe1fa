using System.Diagnostics;

namespace IrSdk.Cli.Tests;

/// <summary>The repository of playbooks that teams copy; its scripts are compiled as an ordinary project by the solution's own build.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class SampleRepositoryTests : IDisposable
{
    private static readonly string Sample = Path.Combine(Cli.Repository, "samples", "PlaybookRepository");

    private readonly Cli cli = new();

    [Fact]
    public void Sample_IsFreeOfFindings_AndItsDrillPasses()
    {
        var checkedOne = cli.Run("check", Sample);
        checkedOne.Output.Should().Contain("1 playbook, 1 recording, 200 random incidents: no findings", checkedOne.Error);
        cli.Run("drill", Path.Combine(Sample, "playbooks", "leaked-key")).ExitCode.Should().Be(0);
    }

    [Fact]
    public void Hook_ACommitWithAFinding_IsRefused_AndOneWithoutIsMade()
    {
        var script = Path.Combine("playbooks", "leaked-key", "leaked-key.csx");
        foreach (var file in new[] { script, Path.Combine("playbooks", "leaked-key", "recordings", "found-in-public.alert.json"), Path.Combine("hooks", "pre-commit") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(cli.PathOf(file))!);
            File.Copy(Path.Combine(Sample, file), cli.PathOf(file));
        }

        Git("init", "--quiet");
        Git("config", "core.hooksPath", "hooks");
        Git("config", "user.name", "Ada");
        Git("config", "user.email", "ada@example.org");
        Git("add", "--all");
        Git("commit", "--quiet", "-m", "A good one").ExitCode.Should().Be(0);

        File.AppendAllText(cli.PathOf(script), "System.IO.File.Delete(\"x\");\n");
        Git("add", "--all");
        var refused = Git("commit", "--quiet", "-m", "A hostile one");
        refused.ExitCode.Should().NotBe(0);
        (refused.Output + refused.Error).Should().Contain("IR4001");
    }

    public void Dispose() => cli.Dispose();

    private CliResult Git(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = cli.PathOf(""), RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.GetAwaiter().GetResult());
    }
}
