using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>What came of loading a script: a playbook, or the reasons why there is none.</summary>
public sealed class ScriptResult
{
    internal ScriptResult(LoadedPlaybook loaded, ImmutableArray<ScriptDiagnostic> warnings)
    {
        Loaded = loaded;
        Warnings = warnings;
    }

    internal ScriptResult(ImmutableArray<ScriptDiagnostic> diagnostics) => Diagnostics = diagnostics;

    /// <summary>Whether there is a playbook.</summary>
    [MemberNotNullWhen(true, nameof(Loaded))]
    public bool Succeeded => Loaded is not null;

    /// <summary>The playbook; the caller disposes it. Null when the script was refused.</summary>
    public LoadedPlaybook? Loaded { get; }

    /// <summary>Why the script was refused, in order of the files and lines; empty when it was not.</summary>
    public ImmutableArray<ScriptDiagnostic> Diagnostics { get; } = [];

    /// <summary>What the analyzers say of a script that is loaded all the same, in order of the files and lines.</summary>
    public ImmutableArray<ScriptDiagnostic> Warnings { get; } = [];
}
