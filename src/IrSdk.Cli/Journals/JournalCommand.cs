using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using IrSdk.Cli.Aws;
using IrSdk.Runtime;

namespace IrSdk.Cli.Journals;

/// <summary><c>ir journal list|show|verify|backup|restore</c>.</summary>
internal static class JournalCommand
{
    internal static readonly Argument<FileInfo> File = new("FILE")
    {
        Description = $"The journal. Default: {JournalFile.Default}.",
        DefaultValueFactory = _ => new(JournalFile.Default),
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print one JSON document on standard output." };

    public static Command Create() => new("journal", "Reads the record of incidents, and finds any change of it.") { List(), Show(), Verify(), BackupCommands.Backup(), BackupCommands.Restore() };

    private static Command List()
    {
        var command = new Command("list", "Lists the incidents in a journal.") { File, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var journal = JournalFile.OpenExisting(parsed.GetRequiredValue(File));
            var records = await journal.ReadAsync(0, null, cancellation).ConfigureAwait(false);
            var incidents = records.Where(record => record.Incident is not null).GroupBy(record => record.Incident!.Value).Select(group => new
            {
                Incident = group.Key,
                Since = group.First().At,
                Entries = group.Count(),
                Last = group.Last().Kind,
            }).ToList();
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new { incidents }, IrJson.Indented)).ConfigureAwait(false);
                return ExitCodes.Done;
            }

            foreach (var incident in incidents)
            {
                await output.WriteLineAsync($"{incident.Incident,-24} since {incident.Since:u}  {incident.Entries} entries, last {incident.Last}").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show()
    {
        var incident = new Option<string?>("--incident") { Description = "Only this incident. Default: all." };
        var command = new Command("show", "Shows the entries of a journal, oldest first.") { File, incident, Json };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var journal = JournalFile.OpenExisting(parsed.GetRequiredValue(File));
            var records = await journal.ReadAsync(0, parsed.GetValue(incident) is { } id ? Incidents.Parse(id) : null, cancellation).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(Json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new { entries = records }, IrJson.Indented)).ConfigureAwait(false);
                return ExitCodes.Done;
            }

            foreach (var record in records)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{record.Sequence,5}  {record.At:yyyy-MM-dd HH:mm:ss.fff}Z  {record.Kind,-18} {Facts(record)}")).ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Verify()
    {
        var trust = new Trust();
        var command = new Command("verify", "Finds any edit, removal, insertion or reordering, and names the first bad entry.") { File, Json };
        trust.AddTo(command);
        var aws = AwsOption.Create();
        aws.Description = "A JSON file that names the evidence bucket with the anchors and the KMS key that signed them. Default: anchors and key in files.";
        command.Options.Add(aws);
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(File);
            if (!file.Exists)
            {
                throw new CliFailure(ExitCodes.Usage, $"There is no journal at {file.FullName}; give its file.");
            }

            using var locked = parsed.GetValue(aws) is { } options ? await LockedTrust.OpenAsync(AwsOption.Read(options), cancellation).ConfigureAwait(false) : null;
            var keyPath = trust.KeyPath(parsed, file);
            var key = locked is not null ? locked.PublicKey : System.IO.File.Exists(keyPath) ? AnchorKey.Load(keyPath) : null;
            var verification = await JournalVerifier.VerifyAsync(file.FullName, locked?.Store ?? trust.Anchors(parsed, file), key, cancellation).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(
                parsed.GetValue(Json) ? JsonSerializer.Serialize(verification, IrJson.Indented)
                : verification.FirstBad is { } bad ? $"Entry {bad.Sequence} is not as it was written: {bad.Reason}"
                : $"{verification.Entries} entries, each as it was written{(key is null ? "; no key at " + keyPath + ", so a cut tail would not be seen" : "")}.").ConfigureAwait(false);
            return verification.Valid ? ExitCodes.Done : ExitCodes.Refused;
        });
        return command;
    }

    private static string Facts(JournalRecord record)
    {
        if (record.Payload is not { ValueKind: JsonValueKind.Object } facts)
        {
            return "(pruned)";
        }

        var text = string.Join(' ', facts.EnumerateObject().Select(Fact).Where(fact => fact is not null));

        // Who answers for the playbook is read in full.
        var most = record.Kind == JournalKinds.PlaybookTaken ? int.MaxValue : 160;
        return text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");
    }

    private static string? Fact(JsonProperty fact) => fact.Value.ValueKind switch
    {
        JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => $"{fact.Name}={fact.Value}",
        JsonValueKind.Array when fact.Value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String) =>
            $"{fact.Name}={string.Join(',', fact.Value.EnumerateArray().Select(one => one.GetString()))}",
        _ => null,
    };
}
