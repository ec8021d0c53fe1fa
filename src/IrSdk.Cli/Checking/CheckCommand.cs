using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IrSdk.Cli.Output;
using IrSdk.Cli.Sources;
using IrSdk.Scripting;
using IrSdk.Testing;
using Spectre.Console;

namespace IrSdk.Cli.Checking;

/// <summary><c>ir check PATH [--sarif FILE] [--json]</c>: the gate, the analyzers, every recording and random incidents.</summary>
internal sealed class CheckCommand
{
    private readonly Argument<string> path = new("PATH") { Description = "A .csx file, a playbook's folder, a folder with playbooks below it, or SOURCE:NAME for the last good commit of a source." };
    private readonly Option<FileInfo> sources = PlaybookChoice.Option();
    private readonly Option<FileInfo?> sarif = new("--sarif") { Description = "Write the findings there as SARIF 2.1.0, as code scanning takes it." };
    private readonly Option<string[]> error = new("--error") { Description = "Rules whose findings are errors here, such as IR1001 or IR5001.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> incidents = new("--incidents") { Description = "How many random incidents each playbook plans. Default: 200.", DefaultValueFactory = _ => 200 };
    private readonly Option<int> seed = new("--seed") { Description = "Decides which they are. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> limit = new("--limit") { Description = "Seconds that the check of one playbook may take. Default: 60.", DefaultValueFactory = _ => 60 };
    private readonly Option<TimeSpan?> drilledWithin = new("--drilled-within") { Description = "Find playbooks that passed no drill within this time, as days.hours:minutes:seconds, such as 90.00:00:00 (IR5002)." };
    private readonly Option<FileInfo> drills = new("--drills") { Description = "With --drilled-within: what 'ir drill --record' wrote. Default: drills.json.", DefaultValueFactory = _ => new("drills.json") };
    private readonly Option<bool> json = Arguments.Json();

    public static Command Create()
    {
        var check = new CheckCommand();
        var command = new Command("check", "Compiles and analyzes playbooks, and plans every recording and random incidents; says what a reviewer must know. Exit code 1 on an error.")
        {
            check.path, check.sources, check.sarif, check.error, check.incidents, check.seed, check.limit, check.drilledWithin, check.drills, check.json,
        };
        command.SetAction(check.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var options = new CheckOptions { Incidents = parsed.GetValue(incidents), Seed = parsed.GetValue(seed) };
        var seconds = parsed.GetValue(limit);
        if (options.Incidents < 0 || seconds < 1)
        {
            throw new CliFailure(ExitCodes.Usage, "--incidents is at least 0, and --limit at least 1.");
        }

        var within = parsed.GetValue(drilledWithin);
        if (within <= TimeSpan.Zero)
        {
            throw new CliFailure(ExitCodes.Usage, "--drilled-within is longer than nothing.");
        }

        // Read before the checks, which take minutes: a wrong path is said at once.
        var ledger = within is null ? null : PlaybookChoice.Use(() => DrillLedger.Read(parsed.GetRequiredValue(drills).FullName));
        var named = parsed.GetRequiredValue(path);
        IReadOnlyList<string> scripts = PlaybookChoice.IsSourced(named) ? [named] : PlaybookFiles.Under(named);
        var errors = (parsed.GetValue(error) ?? []).SelectMany(ids => ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToHashSet(StringComparer.Ordinal);
        if (errors.FirstOrDefault(id => RuleBook.Find(id) is null) is { } unknown)
        {
            throw new CliFailure(ExitCodes.Usage, $"There is no rule {unknown}; 'ir explain' lists them.");
        }

        var process = new CheckProcess(options, parsed.GetRequiredValue(sources), TimeSpan.FromSeconds(seconds));
        var checks = await CheckAsync(scripts, async (script, token) =>
        {
            var check = await process.RunAsync(script, token).ConfigureAwait(false);
            check = ledger is null ? check : await OverdueDrills.AddAsync(check, ledger, within!.Value, TimeProvider.System.GetUtcNow(), token).ConfigureAwait(false);
            return check with { Findings = [.. check.Findings.Select(finding => errors.Contains(finding.Id) ? finding with { Severity = ScriptSeverity.Error } : finding)] };
        }, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(sarif) is { } file)
        {
            await SarifLog.WriteAsync(file, checks, cancellation).ConfigureAwait(false);
        }

        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(checks, IrJson.Indented)).ConfigureAwait(false);
        }
        else
        {
            Write(Screen.On(output), checks);
        }

        return checks.Exists(check => check.Findings.Any(finding => finding.Severity == ScriptSeverity.Error)) ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static async Task<List<PlaybookCheck>> CheckAsync(IReadOnlyList<string> scripts, Func<string, CancellationToken, Task<PlaybookCheck>> run, CancellationToken cancellation)
    {
        var checks = new PlaybookCheck[scripts.Count];
        await Working.ShowAsync("checking", scripts.Count, async done =>
        {
            var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
            await Parallel.ForAsync(0, scripts.Count, parallel, async (number, token) =>
            {
                checks[number] = await run(scripts[number], token).ConfigureAwait(false);
                done();
            }).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return [.. checks];
    }

    private static void Write(IAnsiConsole console, List<PlaybookCheck> checks)
    {
        // A finding is one line, as a compiler's, for whatever reads it.
        console.Profile.Width = 10_000;
        foreach (var finding in checks.SelectMany(check => check.Findings))
        {
            var colour = finding.Severity switch { ScriptSeverity.Error => "red", ScriptSeverity.Warning => "yellow", _ => "grey" };
            var shown = finding with { File = Path.GetRelativePath(Environment.CurrentDirectory, finding.File) };
            console.MarkupLine($"[{colour}]{Markup.Escape(shown.ToString())}[/]");
        }

        var findings = checks.Sum(check => check.Findings.Length);
        var said = findings == 0 ? "no findings" : $"{Counted(findings, "finding")}; 'ir explain RULE' tells more";
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"[bold]{Counted(checks.Count, "playbook")}[/], {Counted(checks.Sum(check => check.Recordings), "recording")}, {Counted(checks.Sum(check => check.Incidents), "random incident")}: {said}");
    }

    private static string Counted(int count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {one}{(count == 1 ? "" : "s")}");
}
