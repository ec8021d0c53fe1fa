using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>A journal in a file under the system's temporary folder, which must be on a disk for the figures to mean anything.</summary>
internal sealed class JournalFolder : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ir-benchmark-");

    public JournalFolder() => Journal = SqliteJournal.Open(Path.Combine(folder.FullName, "journal.db"), TimeProvider.System);

    public SqliteJournal Journal { get; }

    /// <summary>Says where journals are kept and on which file system.</summary>
    public static void Describe()
    {
        var place = Path.GetTempPath();
        var drive = DriveInfo.GetDrives().Where(one => place.StartsWith(one.Name, StringComparison.Ordinal)).MaxBy(one => one.Name.Length);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"journal in {place} on {drive?.DriveFormat ?? "an unknown file system"}; {Environment.ProcessorCount} processors"));
        if (drive?.DriveFormat is "tmpfs" or "ramfs")
        {
            Console.WriteLine("NOT A DISK: syncing costs nothing here. Set TMPDIR to a folder on a disk and measure again.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync().ConfigureAwait(false);
        folder.Delete(recursive: true);
    }
}
