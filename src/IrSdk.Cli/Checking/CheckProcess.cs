using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using IrSdk.Scripting;
using IrSdk.Testing;

namespace IrSdk.Cli.Checking;

/// <summary>
/// Checks one playbook in a process of its own, which is ended when it takes too long, has a limit to its memory, and is not told this
/// process's environment, so that no credential of it is there. It does have the network and this user's files: what keeps a script from
/// those is the gate.
/// </summary>
internal sealed class CheckProcess(CheckOptions options, FileInfo sources, TimeSpan limit)
{
    private const long MostBytes = 1_024L * 1_024 * 1_024;

    /// <summary>What a process needs to start at all.</summary>
    private static readonly string[] Passed = ["PATH", "HOME", "USERPROFILE", "LOCALAPPDATA", "TEMP", "TMP", "TMPDIR", "SystemRoot", "DOTNET_ROOT", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LANG"];

    public async Task<PlaybookCheck> RunAsync(string script, CancellationToken cancellationToken)
    {
        using var process = Process.Start(Start(script))!;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(limit);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return Unbounded(script, string.Create(CultureInfo.InvariantCulture, $"it was not checked within {limit.TotalSeconds:0} s; look for a loop that does not end, or give --limit more seconds"));
        }

        var said = await output.ConfigureAwait(false);
        return process.ExitCode == ExitCodes.Done ? JsonSerializer.Deserialize<PlaybookCheck>(said, IrJson.Options)! : Ended(script, process.ExitCode, await errors.ConfigureAwait(false));
    }

    private ProcessStartInfo Start(string script)
    {
        // As a tool, ir is its own program; otherwise dotnet runs its assembly.
        var program = Environment.ProcessPath!;
        var isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        var start = new ProcessStartInfo(program,
        [
            .. isHosted ? [Assembly.GetExecutingAssembly().Location] : Array.Empty<string>(),
            CheckedAlone.Name, script,
            "--sources", sources.FullName,
            "--incidents", options.Incidents.ToString(CultureInfo.InvariantCulture),
            "--seed", options.Seed.ToString(CultureInfo.InvariantCulture),
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var name in Passed)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        start.Environment["TZ"] = "UTC";
        start.Environment["DOTNET_GCHeapHardLimit"] = MostBytes.ToString("x", CultureInfo.InvariantCulture);
        return start;
    }

    private static PlaybookCheck Ended(string script, int exitCode, string errors) =>
        errors.Contains("Stack overflow", StringComparison.Ordinal) ? Unbounded(script, "it called itself without end; look for a recursion")
        : errors.Contains("Out of memory", StringComparison.OrdinalIgnoreCase) || errors.Contains(nameof(OutOfMemoryException), StringComparison.Ordinal)
            ? Unbounded(script, string.Create(CultureInfo.InvariantCulture, $"it took more than {MostBytes / 1_048_576} MB of memory; look for what grows without end"))
        : throw new CliFailure(ExitCodes.Refused, string.Create(CultureInfo.InvariantCulture, $"The check of {script} ended with {exitCode}: {errors.Trim()}"));

    private static PlaybookCheck Unbounded(string script, string why) => new()
    {
        Script = script,
        Findings = [new(CheckRules.Unbounded, ScriptSeverity.Error, $"The playbook was given up: {why}.", script, 1, 1)],
    };
}
