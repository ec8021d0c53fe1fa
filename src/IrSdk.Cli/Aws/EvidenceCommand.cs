using System.CommandLine;
using System.Text.Json;
using IrSdk.Aws;
using IrSdk.Cli.Journals;
using IrSdk.Cli.Output;
using IrSdk.Runtime;
using Spectre.Console;

namespace IrSdk.Cli.Aws;

/// <summary><c>ir evidence verify INCIDENT</c>: reads all stored evidence of an incident again and compares it with the record.</summary>
internal static class EvidenceCommand
{
    public static Command Create()
    {
        var incident = Arguments.Incident();
        var (file, journal, json) = (AwsOption.Create(), Arguments.Journal(), Arguments.Json());
        var verify = new Command("verify", "Reads every stored object of an incident again and compares hash, size, version and lock with what was recorded. Exit code 1 when something is wrong.") { incident, file, journal, json };
        verify.SetAction(async (parsed, cancellation) =>
        {
            var id = Incidents.Parse(parsed.GetRequiredValue(incident));
            await using var record = JournalFile.OpenExisting(parsed.GetRequiredValue(journal));
            _ = await Incidents.RecordsOfAsync(record, id.ToString(), cancellation).ConfigureAwait(false);
            using var verifier = new EvidenceVerifier(AwsOption.Read(parsed.GetValue(file)).Options());
            var verified = await WithProgressAsync(async progress => await verifier.VerifyAsync(
                id, await JournaledEvidence.ReadAsync(record, id, cancellation).ConfigureAwait(false), progress, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(verified, IrJson.Indented)).ConfigureAwait(false);
            }
            else
            {
                Write(Screen.On(output), id, verified);
            }

            var isAnchored = await IsAnchoredAsync(parsed, parsed.GetRequiredValue(journal), AwsOption.Read(parsed.GetValue(file)), cancellation).ConfigureAwait(false);
            return isAnchored && verified.IsWhole && !verified.Objects.IsEmpty ? ExitCodes.Done : ExitCodes.Refused;
        });
        return new("evidence", "Looks after what was captured in an incident.") { verify };
    }

    /// <summary>Hashes that a changed journal names prove nothing: where its head is signed by KMS, the journal is checked against it.</summary>
    private static async Task<bool> IsAnchoredAsync(ParseResult parsed, FileInfo journal, AwsFile file, CancellationToken cancellation)
    {
        using var locked = await LockedTrust.OpenAsync(file, cancellation).ConfigureAwait(false);
        if (locked is null)
        {
            return true;
        }

        var checkedJournal = await JournalVerifier.VerifyAsync(journal.FullName, locked.Store, locked.PublicKey, cancellation).ConfigureAwait(false);
        if (checkedJournal.FirstBad is { } bad)
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"ir: The journal is not what was anchored ({bad.Reason.TrimEnd('.')}); do not trust the hashes that it names.").ConfigureAwait(false);
        }

        return checkedJournal.Valid;
    }

    private static void Write(IAnsiConsole screen, IncidentId id, EvidenceVerification verified)
    {
        foreach (var wrong in verified.Objects.Where(one => one.Wrong is not null))
        {
            screen.MarkupLineInterpolated($"[red]✘ {wrong.Location}[/] {wrong.Wrong!}");
        }

        screen.MarkupLineInterpolated(verified switch
        {
            { Objects.IsEmpty: true } => (FormattableString)$"Nothing is stored of {id}; check the evidence bucket in the file of --aws.",
            { IsWhole: true } => $"[green]✔[/] {verified.Objects.Length} objects of {id} are as they were recorded, and locked.",
            _ => $"{verified.Objects.Count(one => one.Wrong is not null)} of {verified.Objects.Length} objects of {id} are not as they were recorded; keep the bucket as it is and find out who could change it.",
        });
    }

    private static Task<EvidenceVerification> WithProgressAsync(Func<IProgress<EvidenceProgress>, Task<EvidenceVerification>> verify)
    {
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        if (!console.Profile.Out.IsTerminal)
        {
            return verify(new Each(static _ => { }));
        }

        return console.Progress().HideCompleted(true).StartAsync(async context =>
        {
            var task = context.AddTask("reading evidence");
            return await verify(new Each(now => (task.MaxValue, task.Value) = (Math.Max(now.Total, 1), now.Done))).ConfigureAwait(false);
        });
    }

    private sealed class Each(Action<EvidenceProgress> hear) : IProgress<EvidenceProgress>
    {
        public void Report(EvidenceProgress value) => hear(value);
    }
}
