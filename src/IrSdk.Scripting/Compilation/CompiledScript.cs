using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>What a script became.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its portable PDB, which knows the script's lines.</param>
internal sealed record CompiledScript(ImmutableArray<byte> Assembly, ImmutableArray<byte> Symbols);
