using System.CommandLine;
using System.Text.Json;
using IrSdk.Cli.Aws;
using IrSdk.Cli.Journals;
using IrSdk.Cli.Output;
using IrSdk.Cli.Planning;
using IrSdk.Cli.Playbooks;
using IrSdk.Cli.Sources;
using IrSdk.Intake;
using IrSdk.Planning;
using IrSdk.Runtime;
using IrSdk.Scripting;
using Spectre.Console;

namespace IrSdk.Cli.Running;

/// <summary><c>ir run PLAYBOOK --alert FILE</c>: responds, or resumes what a killed run left unfinished.</summary>
internal sealed class RunCommand
{
    /// <summary>How much longer than the look-ups it may take to know that the provider's options can be meant.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Argument<string> playbook = Arguments.Playbook();
    private readonly Option<FileInfo> alert = Arguments.Alert();
    private readonly Option<FileInfo> sources = PlaybookChoice.Option();
    private readonly Option<FileInfo> journal = Arguments.Journal();
    private readonly Option<bool> json = Arguments.Json();
    private readonly Trust trust = new();
    private readonly Option<FileInfo?> guards = GuardFile.Option();

    private readonly ProviderChoice provider = new();

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Show the plan, ask the provider whether each step is permitted, and stop." };

    public static Command Create()
    {
        var run = new RunCommand();
        var command = new Command("run", "Responds to an alert. A second run on a journal with an unfinished incident resumes it.")
        {
            run.playbook, run.alert, run.sources, run.guards, run.dryRun, run.journal, run.json,
        };
        run.provider.AddTo(command, withLatency: true);
        run.trust.AddTo(command);
        command.SetAction(run.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(alert);
        var isJson = parsed.GetValue(json);
        var rules = GuardFile.Read(parsed.GetValue(guards));
        var output = parsed.InvocationConfiguration.Output;
        var screen = Screen.On(isJson ? TextWriter.Null : output);
        var workers = new PlanningWorkers(new() { KeepsSpare = false });
        await using var ending = workers.ConfigureAwait(false);
        using var opened = await Case.OpenAsync(parsed.GetRequiredValue(playbook), parsed.GetRequiredValue(sources), file, workers, parsed.InvocationConfiguration.Error, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(dryRun))
        {
            return await DryRunAsync(parsed, opened, rules, provider.OpenToLook(parsed, () => opened.ScenarioBeside(file)), screen, isJson ? output : null, cancellation).ConfigureAwait(false);
        }

        var journalFile = parsed.GetRequiredValue(journal);
        using var only = OnlyRun.Take(journalFile);
        using var account = provider.Open(parsed, journalFile, () => opened.ScenarioBeside(file));
        using var locked = await provider.TrustAsync(parsed, cancellation).ConfigureAwait(false);
#pragma warning disable CA2000 // UseAsync closes the journal.
        return await JournalFile.UseAsync(
            JournalFile.Open(journalFile, locked?.Journal() ?? trust.Options(parsed, journalFile)),
            record => RespondAsync(parsed, opened, rules, account.Provider, record, screen, cancellation)).ConfigureAwait(false);
#pragma warning restore CA2000
    }

    private async Task<int> RespondAsync(ParseResult parsed, Case opened, GuardRules rules, Provider account, SqliteJournal record, IAnsiConsole screen, CancellationToken cancellation)
    {
        // One that has begun goes on at once with what its journal holds, whatever became of its resources since; they are looked up again when its plan is done.
        var incident = (await record.ReadAsync(0, opened.Incident, cancellation).ConfigureAwait(false)).Any(one => one.Kind == JournalKinds.IncidentOpened)
            ? opened.AsNamed(TimeProvider.System.GetUtcNow())
            : (await ResolveAsync(parsed, opened, account, cancellation).ConfigureAwait(false)).Incident;
        Headline.Write(screen, incident, incident.Id.ToString());

        var responder = new Responder(account, record, new()
        {
            Owner = ProcessOwner.Current(TimeProvider.System),
            Progress = new StepLines(screen),
            Plans = new PlanLines(screen),
            Said = new Sentences(screen),
            Guards = rules,
            Origin = opened.Origin,
            Resolve = (incident, token) => IncidentResolver.ResolveAgainAsync(incident, TimeProvider.System.GetUtcNow(), account.Directory, token),
        });
        var report = await responder.RespondAsync(opened.Playbook, incident, cancellation).ConfigureAwait(false);
        await record.AnchorAsync(cancellation).ConfigureAwait(false);
        if (parsed.GetValue(json))
        {
            await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(report, IrJson.Indented)).ConfigureAwait(false);
        }
        else
        {
            Summary.Write(screen, report, parsed.GetRequiredValue(journal));
        }

        return Summary.ExitCode(report);
    }

    /// <summary>Asks before an incident what a run asks beside its first steps; the answer goes to the error stream, as a plan in JSON has no place for it.</summary>
    private static async Task<bool> PreflightAsync(ParseResult parsed, Plan plan, Provider account, CancellationToken cancellation)
    {
        if (account.Preflight is not { } preflight)
        {
            return true;
        }

        var found = await preflight.CheckAsync(plan, cancellation).ConfigureAwait(false);
        var error = parsed.InvocationConfiguration.Error;
        foreach (var finding in found.Findings)
        {
            var step = plan.Steps.First(one => one.Id == finding.Step);
            await error.WriteLineAsync($"ir: {step.Phrase} {step.Action.Resource.Id.Name} is not permitted: {finding.Lacks}; 'ir policy' prints what the playbook needs.").ConfigureAwait(false);
        }

        if (found.Unasked is { } unasked)
        {
            await error.WriteLineAsync($"ir: Whether every step is permitted could not be asked: {unasked}").ConfigureAwait(false);
        }

        return found.Findings.IsEmpty;
    }

    private async Task<int> DryRunAsync(ParseResult parsed, Case opened, GuardRules rules, Provider account, IAnsiConsole screen, TextWriter? json, CancellationToken cancellation)
    {
        var resolution = await ResolveAsync(parsed, opened, account, cancellation).ConfigureAwait(false);
        var plan = await opened.PlanAsync(resolution.Incident, rules, cancellation).ConfigureAwait(false);
        if (json is not null)
        {
            await json.WriteLineAsync(PlanJson.Write(plan, indented: true)).ConfigureAwait(false);
        }
        else
        {
            Headline.Write(screen, resolution.Incident);
            PlanTree.Write(screen, plan);
        }

        var isPermitted = await PreflightAsync(parsed, plan, account, cancellation).ConfigureAwait(false);
        return !isPermitted || plan.Findings.Any(finding => finding.Severity == FindingSeverity.Error) ? ExitCodes.Refused : ExitCodes.Done;
    }

    /// <summary>What could not be looked up goes to the error stream, where it is read in JSON too.</summary>
    private async Task<ResolvedIncident> ResolveAsync(ParseResult parsed, Case opened, Provider account, CancellationToken cancellation)
    {
        var directory = new Named(account.Directory, opened.Alerts);
        var usable = provider.RequireUsableAsync(parsed, cancellation);
        var resolution = await opened.ResolveAsync(directory, TimeProvider.System.GetUtcNow(), cancellation).ConfigureAwait(false);
        try
        {
            await usable.WaitAsync(Patience, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Who does not answer holds no response up; its steps say what they miss.
        }

        directory.RequireSome();
        foreach (var sentence in resolution.Unresolved)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"ir: {sentence}").ConfigureAwait(false);
        }

        return resolution;
    }
}
