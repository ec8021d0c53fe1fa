using System.CommandLine;
using IrSdk.Runtime;

namespace IrSdk.Cli.Journals;

/// <summary><c>ir journal backup|restore</c>.</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var to = new Option<FileInfo>("--to") { Description = "The copy, which must not be there.", Required = true };
        var trust = new Trust();
        var command = new Command("backup", "Copies a journal, also while it is written, with its anchors and the public key; verified before it appears.") { JournalCommand.File, to };
        trust.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (file, copy) = (parsed.GetRequiredValue(JournalCommand.File), parsed.GetRequiredValue(to));
            return await SaidAsync(async () =>
            {
                var verified = await JournalBackup.MakeAsync(file.FullName, copy.FullName, trust.Anchors(parsed, file), Key(trust.KeyPath(parsed, file)), TimeProvider.System.GetUtcNow(), cancellation).ConfigureAwait(false);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{copy} holds {verified.Entries} entries, each as it was written; keep the key that signs its anchors apart.").ConfigureAwait(false);
            }).ConfigureAwait(false);
        });
        return command;
    }

    public static Command Restore()
    {
        var from = new Option<FileInfo>("--from") { Description = "The copy that 'ir journal backup' or the host made.", Required = true };
        var key = new Option<FileInfo?>("--key") { Description = "The key that signs the journal's anchors. Default: beside the journal." };
        var command = new Command("restore", "Puts a copy in a journal's place, once it has been verified and while nothing runs from it; what was there is kept beside it.") { JournalCommand.File, from, key };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (file, copy) = (parsed.GetRequiredValue(JournalCommand.File), parsed.GetRequiredValue(from));
            return await SaidAsync(async () =>
            {
                var kept = await JournalRestore.PutAsync(copy.FullName, file.FullName, Key(parsed.GetValue(key)?.FullName ?? file.FullName + ".key"), TimeProvider.System, cancellation).ConfigureAwait(false);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{file} is what {copy} was{(kept is null ? "." : $"; what was there is now {kept}.")}").ConfigureAwait(false);
            }).ConfigureAwait(false);
        });
        return command;
    }

    private static AnchorKey Key(string path) => File.Exists(path)
        ? AnchorKey.Load(path)
        : throw new CliFailure(ExitCodes.Usage, $"There is no key at {path}; give the one that signs the journal's anchors with --key.");

    private static async Task<int> SaidAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
            return ExitCodes.Done;
        }
        catch (JournalException refused)
        {
            throw new CliFailure(ExitCodes.Refused, refused.Message);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CliFailure(ExitCodes.Usage, "The journal's folder is not there; make it, or name another file.");
        }
    }
}
