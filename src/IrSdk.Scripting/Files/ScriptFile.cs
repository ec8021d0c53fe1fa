using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>One file of a script.</summary>
/// <param name="Name">Its path from the playbook's folder, with forward slashes: <c>shared/keys.csx</c>.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record ScriptFile(string Name, string Text, ImmutableArray<byte> Hash);
