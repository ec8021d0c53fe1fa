using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;

namespace IrSdk.Scripting;

/// <summary>Runs git (and the gpg beside it) alone: no configuration but ours, no prompt, no hook, nothing of the caller's environment that steers it.</summary>
internal sealed class GitProcess(TimeProvider time)
{
    /// <summary>What is no UTF-8 becomes a character that no path may have.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly string Nothing = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";

    /// <summary>What ssh, https and gpg need to be found and to reach a server.</summary>
    private static readonly ImmutableArray<string> Inherited =
    [
        "PATH", "HOME", "USER", "LOGNAME", "TMPDIR", "SSH_AUTH_SOCK", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "no_proxy", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY",
        "SystemRoot", "TEMP", "TMP", "USERPROFILE", "APPDATA", "PATHEXT",
    ];

    private static readonly ImmutableArray<string> Always =
    [
        "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs",
        "-c", $"core.hooksPath={Nothing}", "-c", $"core.attributesFile={Nothing}", "-c", "core.fsmonitor=false", "-c", "core.askPass=", "-c", "credential.helper=",
        "-c", "gc.auto=0", "-c", "maintenance.auto=false", "-c", "transfer.fsckObjects=true", "-c", "fetch.fsckObjects=true", "-c", "submodule.recurse=false",
        "-c", "gpg.program=gpg", "-c", "gpg.ssh.program=ssh-keygen", "-c", "gpg.x509.program=false", "-c", "gpg.minTrustLevel=undefined",
    ];

    /// <summary>Runs git on a repository.</summary>
    /// <param name="repository">The repository's own folder (a bare one).</param>
    /// <param name="arguments">The command.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="environment">What is added to its environment.</param>
    /// <param name="exchange">Writes to it and reads from it while it runs; what is left is read as text. Null: nothing is written.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<GitResult> RunAsync(
        string repository,
        IEnumerable<string> arguments,
        TimeSpan limit,
        IReadOnlyDictionary<string, string>? environment = null,
        Func<Process, CancellationToken, Task>? exchange = null,
        CancellationToken cancellationToken = default) =>
        UseAsync("git", [.. Always, $"--git-dir={repository}", .. arguments], limit, environment, exchange, cancellationToken);

    /// <summary>Runs gpg on a home of its own.</summary>
    public Task<GitResult> GpgAsync(string home, IEnumerable<string> arguments, string? input, CancellationToken cancellationToken) => UseAsync(
        "gpg", ["--batch", "--no-tty", "--homedir", home, .. arguments], TimeSpan.FromMinutes(1), null, input is null ? null : (process, _) => process.StandardInput.WriteAsync(input), cancellationToken);

    private async Task<GitResult> UseAsync(
        string program, IEnumerable<string> arguments, TimeSpan limit, IReadOnlyDictionary<string, string>? environment, Func<Process, CancellationToken, Task>? exchange, CancellationToken cancellationToken)
    {
        using var ending = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, cancellationToken);
        using var process = Start(program, arguments, environment);
        try
        {
            var error = process.StandardError.ReadToEndAsync(either.Token);
            if (exchange is not null)
            {
                await exchange(process, either.Token).ConfigureAwait(false);
            }

            process.StandardInput.Close();
            var output = await process.StandardOutput.ReadToEndAsync(either.Token).ConfigureAwait(false);
            var said = await error.ConfigureAwait(false);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return new(process.ExitCode, output.TrimEnd('\n'), said);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(GitResult.Ended, "", $"it took longer than {limit.TotalMinutes:0} minutes and was ended");
        }
        catch (IOException gone)
        {
            // It ended before it had read everything; why is in what it said, which the exit code stands for.
            return new(GitResult.Ended, "", gone.Message);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(ProgramPath.Find(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            WorkingDirectory = Path.GetTempPath(),
        };
        var kept = Inherited.Select(name => (Name: name, Value: Environment.GetEnvironmentVariable(name))).Where(one => one.Value is not null).ToList();
        start.Environment.Clear();
        kept.ForEach(one => start.Environment[one.Name] = one.Value);
        foreach (var (name, value) in Own.Concat(environment ?? ImmutableDictionary<string, string>.Empty))
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static IEnumerable<KeyValuePair<string, string>> Own { get; } = new Dictionary<string, string>
    {
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_SYSTEM"] = Nothing,
        ["GIT_CONFIG_GLOBAL"] = Nothing,
        ["GIT_ATTR_NOSYSTEM"] = "1",
        ["GIT_NO_REPLACE_OBJECTS"] = "1",
        ["GIT_GRAFT_FILE"] = Nothing,
        ["GIT_NO_LAZY_FETCH"] = "1",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_ALLOW_PROTOCOL"] = "https:ssh:file",
        ["GIT_SSH_COMMAND"] = "ssh -oBatchMode=yes",
        ["LC_ALL"] = "C",

        // Times in a signers file are local times.
        ["TZ"] = "UTC",
    };
}
