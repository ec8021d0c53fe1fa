using System.CommandLine;
using System.Text.Json;
using IrSdk.Aws;
using IrSdk.Cli.Aws;
using IrSdk.Cli.Journals;
using IrSdk.Cli.Output;
using IrSdk.Cli.Running;
using IrSdk.Runtime;

namespace IrSdk.Cli.Decisions;

/// <summary><c>ir undo INCIDENT</c>.</summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        var incident = Arguments.Incident();
        var (journal, by, json) = (Arguments.Journal(), Arguments.By(), Arguments.Json());
        var provider = new ProviderChoice();
        var command = new Command("undo", "Takes back every containment of an incident that can be taken back.") { incident, by, journal, json };
        provider.AddTo(command, withLatency: false);
        var trust = new Trust();
        trust.AddTo(command);
        var elsewhere = HostDesk.Options();
        command.Add(elsewhere.Host);
        command.Add(elsewhere.Token);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (HostDesk.Of(parsed, elsewhere) is { } host)
            {
                return await UndoAsync(host, parsed.GetRequiredValue(incident), parsed.GetValue(json), parsed.InvocationConfiguration, cancellation).ConfigureAwait(false);
            }

            var file = parsed.GetRequiredValue(journal);
            var id = parsed.GetRequiredValue(incident);
            await RequireIncidentAsync(file, id, cancellation).ConfigureAwait(false);
            using var only = OnlyRun.Take(file);
            using var locked = await TrustAsync(parsed, provider, file, cancellation).ConfigureAwait(false);
            await using var record = JournalFile.OpenExisting(file, locked?.Journal() ?? trust.Options(parsed, file));
            using var account = provider.Open(parsed, file, scenario: null);
            var output = parsed.InvocationConfiguration.Output;
            var screen = Screen.On(parsed.GetValue(json) ? TextWriter.Null : output);
            var responder = new Responder(account.Provider, record, new() { Owner = ProcessOwner.Current(TimeProvider.System), Progress = new StepLines(screen), Plans = new PlanLines(screen) });
            var report = await responder.UndoAsync(Incidents.Parse(id), parsed.GetRequiredValue(by), cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(report, IrJson.Indented)).ConfigureAwait(false);
            }
            else
            {
                await output.WriteLineAsync(Said(id, report.Status == RunStatus.Undone, "the lines above say")).ConfigureAwait(false);
            }

            return Summary.ExitCode(report);
        });
        return command;
    }

    private static string Said(string incident, bool isWhole, string where) => isWhole ? $"{incident} is undone." : $"{incident} is undone in part; {where} what is left and why.";

    /// <summary>A host takes it back itself: what it made of it is told here.</summary>
    private static async Task<int> UndoAsync(HostDesk host, string incident, bool json, InvocationConfiguration said, CancellationToken cancellation)
    {
        var report = await host.UndoAsync(incident, json ? said.Error.WriteLineAsync : said.Output.WriteLineAsync, cancellation).ConfigureAwait(false);
        var status = report.GetProperty("status").GetString();
        if (status is not ("undone" or "partlyUndone"))
        {
            throw new CliFailure(ExitCodes.Unfinished, $"{incident} is {status}, and not undone; look at its page, and ask again.");
        }

        var isWhole = status == "undone";
        await said.Output.WriteLineAsync(json ? JsonSerializer.Serialize(report, IrJson.Indented) : Said(incident, isWhole, "its page says")).ConfigureAwait(false);
        return isWhole ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task RequireIncidentAsync(FileInfo file, string incident, CancellationToken cancellation)
    {
        await using var record = JournalFile.OpenExisting(file);
        _ = await Incidents.RecordsOfAsync(record, incident, cancellation).ConfigureAwait(false);
    }

    /// <summary>Anchors are locked for years: those of another journal, or of one that was changed, must not stand among this name's.</summary>
    private static async Task<LockedAnchors?> TrustAsync(ParseResult parsed, ProviderChoice provider, FileInfo file, CancellationToken cancellation)
    {
        var locked = await provider.TrustAsync(parsed, cancellation).ConfigureAwait(false);
        if (locked is null || (await JournalVerifier.VerifyAsync(file.FullName, locked.Store, locked.PublicKey, cancellation).ConfigureAwait(false)).FirstBad is not { } bad)
        {
            return locked;
        }

        locked.Dispose();
        await parsed.InvocationConfiguration.Error.WriteLineAsync(
            $"ir: The journal does not stand as it was anchored under its journalName ({bad.Reason.TrimEnd('.')}); it is taken back as the journal says, and anchored in a file beside it instead.").ConfigureAwait(false);
        return null;
    }
}
