using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace IrSdk.Scripting;

/// <summary>What came of loading a script into a process of its own: a playbook, or the reasons why there is none.</summary>
public sealed class IsolatedResult
{
    internal IsolatedResult(IsolatedPlaybook playbook, ImmutableArray<ScriptDiagnostic> warnings, bool fromCache) => (Playbook, Warnings, FromCache) = (playbook, warnings, fromCache);

    internal IsolatedResult(ImmutableArray<ScriptDiagnostic> diagnostics) => Diagnostics = diagnostics;

    /// <summary>Whether there is a playbook.</summary>
    [MemberNotNullWhen(true, nameof(Playbook))]
    public bool Succeeded => Playbook is not null;

    /// <summary>The playbook. Null when the script was refused.</summary>
    public IsolatedPlaybook? Playbook { get; }

    /// <summary>Whether it came out of the cache, without a compiler.</summary>
    public bool FromCache { get; }

    /// <summary>Why the script was refused, in order of the files and lines; empty when it was not.</summary>
    public ImmutableArray<ScriptDiagnostic> Diagnostics { get; } = [];

    /// <summary>What the analyzers say of a script that is loaded all the same, in order of the files and lines.</summary>
    public ImmutableArray<ScriptDiagnostic> Warnings { get; } = [];
}
