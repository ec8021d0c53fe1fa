using IrSdk.Intake;

namespace IrSdk.Host.Folder;

/// <summary>A file of the watched folder, as it was when it was looked at.</summary>
/// <param name="Name">Its name, without the folder.</param>
/// <param name="Length">How long it is.</param>
/// <param name="ChangedAt">When it was last written to, in UTC.</param>
internal sealed record FolderFile(string Name, long Length, DateTime ChangedAt)
{
    /// <summary>Names that say that a file is being written, or is not meant.</summary>
    private static readonly string[] Unfinished = [".tmp", ".part", ".partial", ".swp", "~"];

    /// <summary>The files that may be alerts, the oldest first. Links are not followed and folders not entered.</summary>
    public static IReadOnlyList<FolderFile> In(DirectoryInfo folder) =>
    [
        .. folder.EnumerateFiles("*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Directory | FileAttributes.Device, IgnoreInaccessible = true })
            .Where(file => !file.Name.StartsWith('.') && !Unfinished.Any(end => file.Name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) && file.LinkTarget is null)
            .Select(file => new FolderFile(file.Name, file.Length, file.LastWriteTimeUtc))
            .OrderBy(file => file.ChangedAt).ThenBy(file => file.Name, StringComparer.Ordinal),
    ];

    /// <summary>Reads it, a byte more than is allowed at most.</summary>
    /// <returns>Null: it is not the file that was looked at, but a link that has taken its place.</returns>
    /// <exception cref="IOException">It is gone, or cannot be read.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder.FullName, Name);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
        if (OperatingSystem.IsLinux() && new FileInfo($"/proc/self/fd/{handle.DangerousGetHandle()}").LinkTarget is { } opened && !IsIn(opened, folder))
        {
            return null;
        }

        var bytes = new byte[Math.Min(RandomAccess.GetLength(handle), ReadLimits.MaxBytes + 1)];
        var read = 0;
        while (read < bytes.Length && await RandomAccess.ReadAsync(handle, bytes.AsMemory(read), read, cancellationToken).ConfigureAwait(false) is > 0 and var more)
        {
            read += more;
        }

        return bytes.AsMemory(0, read);
    }

    /// <summary>The folder itself may be reached by a link: only what is beyond it counts.</summary>
    private bool IsIn(string opened, DirectoryInfo folder) =>
        Path.GetFileName(opened) == Name && Path.GetDirectoryName(opened) == (folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder.FullName);
}
