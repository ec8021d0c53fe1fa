using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>What came of loading a script: a playbook, or the reasons why there is none.</summary>
public sealed class ScriptResult
{
    internal ScriptResult(LoadedPlaybook loaded) => Loaded = loaded;

    internal ScriptResult(ImmutableArray<ScriptDiagnostic> diagnostics) => Diagnostics = diagnostics;

    /// <summary>Whether there is a playbook.</summary>
    [MemberNotNullWhen(true, nameof(Loaded))]
    public bool Succeeded => Loaded is not null;

    /// <summary>The playbook; the caller disposes it. Null when the script was refused.</summary>
    public LoadedPlaybook? Loaded { get; }

    /// <summary>Why the script was refused, in order of the files and lines; empty when it was not.</summary>
    public ImmutableArray<ScriptDiagnostic> Diagnostics { get; } = [];
}
