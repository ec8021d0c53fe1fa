namespace IrSdk.Scripting;

/// <summary>How scripts are loaded.</summary>
public sealed record ScriptLoaderOptions
{
    /// <summary>
    /// Where compiled scripts are kept. What is in it is run as code, so only the user that loads may write to it.
    /// Default: <c>irsdk/scripts</c> in the user's local application data. Null: nothing is kept.
    /// </summary>
    public string? CacheDirectory { get; init; } = DefaultCacheDirectory;

    /// <summary>The packages that scripts may use. Default: none; a source's own are listed in its sources file.</summary>
    internal ScriptPackages Packages { get; init; } = ScriptPackages.None;

    private static string? DefaultCacheDirectory =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } home
            ? Path.Combine(home, "irsdk", "scripts")
            : null;
}
