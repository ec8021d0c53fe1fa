using IrSdk.Runtime;

namespace IrSdk.Cli.Running;

/// <summary>Takes a journal's lock, and says in a sentence why it cannot be taken.</summary>
internal static class OnlyRun
{
    public static JournalLock Take(FileInfo journal)
    {
        try
        {
            return JournalLock.Take(journal.FullName);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CliFailure(ExitCodes.Usage, $"There is no folder {journal.DirectoryName}; make it, or give another file with --journal.");
        }
        catch (JournalException)
        {
            throw new CliFailure(ExitCodes.Unfinished, $"{journal} is locked by another run; wait until it ends, or give another file with --journal.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"{journal} may not be written; give a file that may be, with --journal.");
        }
    }
}
