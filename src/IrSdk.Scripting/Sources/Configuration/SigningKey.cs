namespace IrSdk.Scripting;

/// <summary>A public key that may sign.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Kind">How it signs.</param>
/// <param name="Text">An SSH public key in one line, or an armored OpenPGP public key.</param>
internal sealed record SigningKey(string Owner, KeyKind Kind, string Text)
{
    /// <summary>From when what it signs may be taken. Null: always.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>Until when what it signs may be taken. Null: for ever.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Whether it is in the wrong hands: nothing that it ever signed counts.</summary>
    public bool Revoked { get; init; }

    /// <summary>Whether what it signed may be taken at a time of our own clock; the committer writes the commit's.</summary>
    public bool IsValid(DateTimeOffset at) => !(at < ValidFrom) && !(at >= ValidUntil);
}

/// <summary>How a key signs.</summary>
internal enum KeyKind
{
    /// <summary>As SSH does (<c>ssh-keygen -Y sign</c>).</summary>
    Ssh,

    /// <summary>As OpenPGP does (<c>gpg</c>).</summary>
    OpenPgp,
}
