using System.Diagnostics;
using System.Text.RegularExpressions;

namespace IrSdk.Cli.Tests;

/// <summary>By the operating system's own log: no handler is called before its intent is on the disk.</summary>
public sealed partial class IntentFirstTests
{
    [Fact]
    public void Run_UnderStrace_SyncsEachIntentBeforeItsEffect()
    {
        if (!OperatingSystem.IsLinux() || !OnPath("strace"))
        {
            Assert.Skip("strace is not installed, so the order of system calls cannot be seen.");
        }

        using var cli = new Cli();
        var trace = cli.PathOf("trace");
        var command = cli.Command("run", Cli.CredentialCompromise, "--alert", Cli.FourteenRoles, "--journal", "j.db", "--latency", "5");
        var traced = new ProcessStartInfo("strace", ["-f", "--seccomp-bpf", "-y", "-s", "200000", "-e", "trace=write,pwrite64,fsync,fdatasync", "-o", trace, command.FileName, .. command.ArgumentList])
        {
            WorkingDirectory = command.WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using (var process = Process.Start(traced)!)
        {
            process.BeginErrorReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.Should().Be(0);
        }

        var seen = Check(File.ReadLines(trace));

        seen.Should().BeGreaterThan(30, "each step's first effect must have been looked at");
    }

    /// <summary>Walks the log; every effect's key must stand in a write to the journal that a returned sync has followed.</summary>
    private static int Check(IEnumerable<string> lines)
    {
        var written = new List<string>();
        var synced = new HashSet<string>(StringComparer.Ordinal);
        var syncing = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var effects = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var process = line.Split(' ', 2)[0];
            if (line.Contains(".world>", StringComparison.Ordinal) && line.Contains("write", StringComparison.Ordinal))
            {
                foreach (var key in Keys(line).Where(effects.Add))
                {
                    synced.Should().Contain(key, "the intent of {0} must be on the disk before its effect", key);
                }
            }
            else if (line.Contains("j.db-wal>", StringComparison.Ordinal) && line.Contains("write", StringComparison.Ordinal))
            {
                written.AddRange(Keys(line));
            }
            else if (line.Contains("sync(", StringComparison.Ordinal) && line.Contains("j.db-wal>", StringComparison.Ordinal))
            {
                if (line.Contains("<unfinished", StringComparison.Ordinal))
                {
                    syncing[process] = [.. written];
                }
                else
                {
                    synced.UnionWith(written);
                }
            }
            else if (line.Contains("sync resumed", StringComparison.Ordinal) && syncing.Remove(process, out var keys))
            {
                synced.UnionWith(keys);
            }
        }

        return effects.Count;
    }

    private static IEnumerable<string> Keys(string line) => Key().Matches(line).Select(match => match.Groups[1].Value);

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex(@"[kK]ey\\"":\\""(inc-[0-9a-f]+/1/[a-z-]+/[A-Za-z0-9./-]+)\\""")]
    private static partial Regex Key();
}
