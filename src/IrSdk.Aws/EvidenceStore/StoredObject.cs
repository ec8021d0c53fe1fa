using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>One version of one object in the evidence bucket.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Version">Its version: a later object under the same key is another one.</param>
/// <param name="Sha256">SHA-256 of its content, in lower-case hexadecimal.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LockedUntil">Until when nobody can delete or change it, as read back.</param>
/// <param name="Step">The key of the step that stored it.</param>
/// <param name="Kinds">What it is evidence of.</param>
/// <param name="Resource">Of which resource. Null: not known.</param>
/// <param name="WrittenAt">When it was stored, in UTC.</param>
internal sealed record StoredObject(
    string Key, string Version, string Sha256, long Size, DateTimeOffset LockedUntil, string Step, Evidence Kinds, ResourceId? Resource, DateTimeOffset WrittenAt)
{
    /// <summary>Of which it is a copy, as <c>s3://bucket/key</c>. Null: of none.</summary>
    public string? Source { get; init; }
}

/// <summary>
/// Everything that is stored of an incident. It is written anew with every step that stores something, and every version of it is kept
/// and locked: what one of them lists must be there.
/// </summary>
internal sealed record EvidenceManifest(IncidentId Incident, ImmutableArray<StoredObject> Objects);
