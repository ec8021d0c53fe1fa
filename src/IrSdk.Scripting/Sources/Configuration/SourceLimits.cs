namespace IrSdk.Scripting;

/// <summary>How large a commit of a source may be. A larger one is refused before it is read.</summary>
public sealed record SourceLimits
{
    /// <summary>The largest file, in bytes. Default: 1 MiB.</summary>
    public long FileBytes { get; init; } = 1024 * 1024;

    /// <summary>How many files and folders. Default: 2,000.</summary>
    public int Files { get; init; } = 2000;

    /// <summary>All files together, in bytes. Default: 64 MiB.</summary>
    public long TotalBytes { get; init; } = 64 * 1024 * 1024;
}
