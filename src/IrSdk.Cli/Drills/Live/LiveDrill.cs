using System.Collections.Immutable;
using System.Globalization;
using IrSdk.Aws;
using IrSdk.Cli.Aws;
using IrSdk.Cli.Journals;
using IrSdk.Cli.Output;
using IrSdk.Cli.Playbooks;
using IrSdk.Cli.Running;
using IrSdk.Cli.Sources;
using IrSdk.Connectors;
using IrSdk.Intake;
using IrSdk.Runtime;
using IrSdk.Simulation;
using IrSdk.Testing;
using Spectre.Console;

namespace IrSdk.Cli.Drills.Live;

/// <summary>One recording, live: its stage is set in a drill account or an emulator, the playbook runs there, and the stage is struck.</summary>
internal sealed class LiveDrill(SourcedPlaybook sourced, AwsFile settings, DirectoryInfo folder, bool keep, IAnsiConsole screen, TextWriter error)
{
    private readonly AwsOptions options = AwsRehearsal.IsEmulated(settings.Options())
        ? settings.Options() with { LogDelivery = TimeSpan.Zero, RetryFor = TimeSpan.FromSeconds(1) }
        : settings.Options();

    /// <summary>A drill contains for real: it is refused anywhere but in an emulator or an account that is named for drills.</summary>
    public static async Task RequireDrillAccountAsync(AwsFile file, CancellationToken cancellationToken)
    {
        var options = file.Options();
        await AwsProvider.RequireUsableAsync(options, cancellationToken).ConfigureAwait(false);
        if (AwsRehearsal.IsEmulated(options))
        {
            return;
        }

        var account = await AwsRehearsal.AccountAsync(options, cancellationToken).ConfigureAwait(false);
        if (!file.DrillAccounts.Contains(account.ToString()))
        {
            throw new CliFailure(ExitCodes.Usage, $"Account {account} is not named for drills, and a live drill contains for real; add it to drillAccounts in the file of --aws, or set AWS_ENDPOINT_URL to an emulator.");
        }
    }

    /// <summary>Sets the stage and writes the alert, for whoever responds by hand.</summary>
    /// <returns>The alert's file.</returns>
    public async Task<FileInfo> StageAsync(Recording recording, CancellationToken cancellationToken)
    {
        var recorded = Recorded(recording);
        using var stage = await SetUpAsync(recording, recorded, cancellationToken).ConfigureAwait(false);
        await WriteAlertAsync(recording, recorded, stage.Resources, cancellationToken).ConfigureAwait(false);
        return FileOf(recording, "alert.json");
    }

    public async Task<RunReport> RunAsync(Recording recording, CancellationToken cancellationToken)
    {
        var recorded = Recorded(recording);
        using var stage = await SetUpAsync(recording, recorded, cancellationToken).ConfigureAwait(false);
        try
        {
            return await RespondAsync(recording, recorded, stage.Resources, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!keep)
            {
                foreach (var left in await stage.TearDownAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    screen.MarkupLineInterpolated($"  [yellow]{left}[/]");
                }
            }
        }
    }

    private Alert Recorded(Recording recording) => recording.Alerts.First(alert => alert.Kind == sourced.Loaded.Playbook.Kind);

    private FileInfo FileOf(Recording recording, string what) => new(Path.Combine(folder.FullName, $"{recording.Name}.{what}"));

    private async Task<AwsRehearsal> SetUpAsync(Recording recording, Alert recorded, CancellationToken cancellationToken)
    {
        var simulated = new SimulatedAccount(new AccountState(recording.Scenario), TimeProvider.System);
        var wanted = await IncidentResolver.ResolveAsync([recorded], AlertFile.IncidentOf(recorded), recorded.LastSeen, simulated.Provider.Directory, cancellationToken).ConfigureAwait(false);
        screen.MarkupLineInterpolated($"  [bold]{recording.Name}[/]  the stage is set in {(AwsRehearsal.IsEmulated(options) ? "an emulator" : "the drill account")}");
        return await AwsRehearsal.SetUpAsync(
            options, wanted.Incident.Resources, $"ir-{recording.Name}", new Each(what => screen.MarkupLineInterpolated($"  [grey]makes {what}[/]")), cancellationToken).ConfigureAwait(false);
    }

    private async Task<Alert> WriteAlertAsync(Recording recording, Alert recorded, ImmutableArray<Resource> resources, CancellationToken cancellationToken)
    {
        folder.Create();
        var account = resources.OfType<Account>().First().Account;
        var region = resources.Select(resource => resource.Id.Region).FirstOrDefault(one => one != ResourceId.Global) ?? recorded.Region;
        var document = LiveAlert.Write(recorded, resources, account, region, TimeProvider.System.GetUtcNow());
        await File.WriteAllBytesAsync(FileOf(recording, "alert.json").FullName, document, cancellationToken).ConfigureAwait(false);
        return LiveAlert.Read(document);
    }

    private async Task<RunReport> RespondAsync(Recording recording, Alert recorded, ImmutableArray<Resource> resources, CancellationToken cancellationToken)
    {
        var alert = await WriteAlertAsync(recording, recorded, resources, cancellationToken).ConfigureAwait(false);
        var provider = new NoticeOutbox(Path.Combine(folder.FullName, "outbox")).AddTo(AwsProvider.Create(options));
        var file = FileOf(recording, "journal.db");
        using var locked = await LockedTrust.TryOpenAsync(await SettingsAsync(recording, cancellationToken).ConfigureAwait(false), error, cancellationToken).ConfigureAwait(false);
        var journal = JournalFile.Open(file, locked?.Journal());
        await using (journal.ConfigureAwait(false))
        {
            var resolved = await IncidentResolver.ResolveAsync([alert], AlertFile.IncidentOf(alert), TimeProvider.System.GetUtcNow(), provider.Directory, cancellationToken).ConfigureAwait(false);
            Headline.Write(screen, resolved.Incident, resolved.Incident.Id.ToString());
            foreach (var sentence in resolved.Unresolved)
            {
                screen.MarkupLineInterpolated($"  [yellow]{sentence}[/]");
            }

            var responder = new Responder(provider, journal, new()
            {
                Owner = ProcessOwner.Current(TimeProvider.System),
                Progress = new StepLines(screen),
                Plans = new PlanLines(screen),
                Origin = sourced.Origin,
                Said = new Sentences(screen),
            });
            var report = await responder.RespondAsync(sourced.Loaded.Playbook, resolved.Incident, sourced.Loaded.AssemblyHash, cancellationToken).ConfigureAwait(false);
            Summary.Write(screen, report, file);
            report = keep ? report : await UndoneAsync(responder, report, cancellationToken).ConfigureAwait(false);
            await journal.AnchorAsync(cancellationToken).ConfigureAwait(false);
            return report;
        }
    }

    /// <summary>
    /// The settings with a name for this drill's anchors alone: they are locked beside those of real incidents, and each journal has its own.
    /// They stand beside the journal, for whoever undoes or verifies it.
    /// </summary>
    private async Task<AwsFile> SettingsAsync(Recording recording, CancellationToken cancellationToken)
    {
        if (settings is not { AnchorKey: not null, JournalName: { } name })
        {
            return settings;
        }

        var own = settings with { JournalName = string.Create(CultureInfo.InvariantCulture, $"{name}-drill-{Letters(recording.Name)}-{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}") };
        var file = FileOf(recording, "aws.json");
        await File.WriteAllTextAsync(file.FullName, own.Write(), cancellationToken).ConfigureAwait(false);
        screen.MarkupLineInterpolated($"  [dim]anchored as {own.JournalName}: 'ir journal verify {FileOf(recording, "journal.db")} --aws {file}' checks it, 'ir undo' takes the same file[/]");
        return own;
    }

    private static string Letters(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    /// <summary>The stage can only be struck when nothing holds it; the report is that of the response.</summary>
    private async Task<RunReport> UndoneAsync(Responder responder, RunReport report, CancellationToken cancellationToken)
    {
        screen.MarkupLine("  [grey]undoes it[/]");
        var undone = await responder.UndoAsync(report.Incident, "ir drill --live", cancellationToken).ConfigureAwait(false);
        if (undone.Status != RunStatus.Undone)
        {
            screen.MarkupLineInterpolated($"  [yellow]{report.Incident} is undone in part; the lines above say what is left and why.[/]");
        }

        return report;
    }

    private sealed class Each(Action<string> hear) : IProgress<string>
    {
        public void Report(string value) => hear(value);
    }
}
