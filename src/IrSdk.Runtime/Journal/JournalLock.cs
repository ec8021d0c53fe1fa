namespace IrSdk.Runtime;

/// <summary>Says that a process runs incidents of a journal, so that no second one does, and nobody replaces it meanwhile; ends with the process, however it ends.</summary>
public sealed class JournalLock : IDisposable
{
    private readonly FileStream file;

    private JournalLock(FileStream file) => this.file = file;

    /// <summary>Takes it.</summary>
    /// <param name="journal">The journal's file, which need not be there.</param>
    /// <exception cref="JournalException">Another process has it.</exception>
    /// <exception cref="DirectoryNotFoundException">The journal's folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The journal may not be written.</exception>
    public static JournalLock Take(string journal)
    {
        try
        {
            return new(new(journal + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException taken) when (taken is not DirectoryNotFoundException)
        {
            throw new JournalException($"The journal {journal} is locked by another run or host; wait until it ends, or give another file.", taken);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
