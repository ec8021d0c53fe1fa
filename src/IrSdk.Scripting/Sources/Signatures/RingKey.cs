using System.Collections.Immutable;

namespace IrSdk.Scripting;

/// <summary>A key in a folder of its own.</summary>
/// <param name="Key">The key.</param>
/// <param name="Home">The folder: a GnuPG home, or one with signers files.</param>
/// <param name="Fingerprints">Of the key, then of its subkeys.</param>
internal sealed record RingKey(SigningKey Key, string Home, ImmutableArray<string> Fingerprints)
{
    /// <summary>Whether OpenPGP itself says that the key has expired or was revoked by its owner.</summary>
    public bool IsDead { get; init; }

    public string Fingerprint => Fingerprints[0];

    /// <summary>The signers file that knows when the key is valid.</summary>
    public string SignersInTime => Path.Combine(Home, "signers-in-time");

    /// <summary>The signers file that does not.</summary>
    public string Signers => Path.Combine(Home, "signers");
}
