using IrSdk.Scripting;

namespace IrSdk.Testing;

/// <summary>How thoroughly a playbook is checked.</summary>
public sealed record CheckOptions
{
    /// <summary>How many random incidents are planned. Default: 200.</summary>
    public int Incidents { get; init; } = 200;

    /// <summary>Decides which they are. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What loads the script: a source's own, which knows its packages, say. Default: one without packages.</summary>
    public ScriptLoader Loader { get; init; } = new();
}
