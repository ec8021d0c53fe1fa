using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Where evidence is kept so that nobody can change or delete it.</summary>
internal interface IEvidenceStore
{
    /// <summary>Writes an item, locks it, and reads back that it is locked. Writing the same item of a step again is harmless.</summary>
    /// <param name="context">The step; its incident and key name the place.</param>
    /// <param name="name">The item's name within the step, such as <c>user-alice.json</c>.</param>
    /// <param name="content">What is kept, from its position to its end; it can be sought.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ProviderException">There is no store, it refused, or the lock does not show.</exception>
    Task<StoredEvidence> PutAsync(StepContext context, string name, Stream content, CancellationToken cancellationToken);

    /// <summary>An item that an earlier call of the step wrote and locked. Null: there is none.</summary>
    Task<StoredEvidence?> FindAsync(StepContext context, string name, CancellationToken cancellationToken);
}

/// <summary>An item in the store.</summary>
/// <param name="Location">Where, with its version: <c>s3://bucket/key?versionId=…</c>.</param>
/// <param name="Sha256">SHA-256 of the content, in lower-case hexadecimal.</param>
/// <param name="LockedUntil">Until when nobody can delete or change it, as read back.</param>
/// <param name="WrittenAt">When the content was read from its resource, in UTC.</param>
internal sealed record StoredEvidence(string Location, string Sha256, DateTimeOffset LockedUntil, DateTimeOffset WrittenAt);
