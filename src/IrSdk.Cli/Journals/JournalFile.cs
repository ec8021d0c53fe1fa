using IrSdk.Runtime;

namespace IrSdk.Cli.Journals;

/// <summary>A journal on disk, with the key and the anchors that prove it.</summary>
internal static class JournalFile
{
    public const string Default = "incidents.journal.db";

    /// <summary>Opens a journal that must be there.</summary>
    public static SqliteJournal OpenExisting(FileInfo file, SqliteJournalOptions? options = null) => file.Exists
        ? Open(file, options)
        : throw new CliFailure(ExitCodes.Usage, $"There is no journal at {file.FullName}; give its file with --journal.");

    /// <summary>Opens a journal, and makes it when it is not there.</summary>
    public static SqliteJournal Open(FileInfo file, SqliteJournalOptions? options = null)
    {
        try
        {
            return SqliteJournal.Open(file.FullName, options ?? new());
        }
        catch (JournalException wrong)
        {
            throw new CliFailure(ExitCodes.Unfinished, wrong.Message);
        }
    }

    /// <summary>Works on a journal and closes it; when the work failed, that is what is told, whatever closing says then.</summary>
    public static async Task<int> UseAsync(SqliteJournal journal, Func<SqliteJournal, Task<int>> work)
    {
        int exitCode;
        try
        {
            exitCode = await work(journal);
        }
        catch
        {
            try
            {
                await journal.DisposeAsync();
            }
            catch (JournalException)
            {
                // A full disk fails the last anchor too; the first failure, which is on its way up, is the one that matters.
            }

            throw;
        }

        await journal.DisposeAsync();
        return exitCode;
    }
}
