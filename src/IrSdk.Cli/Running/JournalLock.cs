
namespace IrSdk.Cli.Running;

/// <summary>Keeps a second run from a journal while one is at work on it; ends with the process, however it ends.</summary>
internal static class JournalLock
{
    public static FileStream Take(FileInfo journal)
    {
        try
        {
            return new(journal.FullName + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (DirectoryNotFoundException)
        {
            throw new CliFailure(ExitCodes.Usage, $"There is no folder {journal.DirectoryName}; make it, or give another file with --journal.");
        }
        catch (IOException)
        {
            throw new CliFailure(ExitCodes.Unfinished, $"{journal} is locked by another run; wait until it ends, or give another file with --journal.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCodes.Usage, $"{journal} may not be written; give a file that may be, with --journal.");
        }
    }
}
