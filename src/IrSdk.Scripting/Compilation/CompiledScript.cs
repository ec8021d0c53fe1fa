using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>What a script became.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable PDB, which knows the script's lines.</param>
/// <param name="Findings">What the analyzers say of it; the files are names in the playbook's folder, since the same script may lie elsewhere.</param>
internal sealed record CompiledScript(ImmutableArray<byte> Assembly, ImmutableArray<byte> Symbols, ImmutableArray<ScriptDiagnostic> Findings);
