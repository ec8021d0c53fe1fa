namespace IrSdk.Scripting;

/// <summary>Where sources are kept, and how their scripts are loaded.</summary>
public sealed record SourceStoreOptions
{
    /// <summary>
    /// The folder of mirrors, of taken commits and of packages. Only the user that responds may write to it.
    /// Default: <c>irsdk/sources</c> in the user's local application data.
    /// </summary>
    public string Folder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "irsdk", "sources");

    /// <summary>The clock that decides which keys are valid. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How scripts are loaded; packages come from the source. Default: as <see cref="ScriptLoaderOptions"/> says.</summary>
    public ScriptLoaderOptions Scripts { get; init; } = new();

    /// <summary>
    /// The processes that a new commit's scripts are tried in; the caller disposes them. Default: none, the scripts run in this process, where one
    /// without end takes it along.
    /// </summary>
    public PlanningWorkers? Workers { get; init; }
}
