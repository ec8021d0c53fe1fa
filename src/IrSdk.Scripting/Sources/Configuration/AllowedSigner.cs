using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>Someone who may sign in a source.</summary>
/// <param name="Name">The name, which approvals carry.</param>
/// <param name="Keys">The keys.</param>
/// <param name="Paths">Files, and folders that end in a slash, from the repository's root. Empty: everything.</param>
internal sealed record AllowedSigner(string Name, ImmutableArray<SigningKey> Keys, ImmutableArray<string> Paths)
{
    public bool MaySign(string path) => Paths.IsEmpty || Paths.Any(own => own.EndsWith('/') ? path.StartsWith(own, StringComparison.Ordinal) : path == own);
}
