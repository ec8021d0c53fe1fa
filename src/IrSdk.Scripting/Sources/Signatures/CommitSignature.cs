namespace IrSdk.Scripting;

/// <summary>A signature that counted when a commit was taken.</summary>
/// <param name="Signer">Whose it is, as the sources file names them.</param>
/// <param name="Key">The key's fingerprint.</param>
/// <param name="Role">What was signed.</param>
public sealed record CommitSignature(string Signer, string Key, SignatureRole Role);

/// <summary>What a signature stands for.</summary>
public enum SignatureRole
{
    /// <summary>The commit's own, by a person.</summary>
    Commit,

    /// <summary>The commit's own, by the forge that merged; it counts for no person.</summary>
    Merge,

    /// <summary>An approval of the tree.</summary>
    Approval,
}
