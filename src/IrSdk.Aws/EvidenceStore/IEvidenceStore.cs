using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Where evidence is kept so that nobody can change or delete it.</summary>
internal interface IEvidenceStore
{
    /// <summary>The same store, whose items say that they are of an action's resource.</summary>
    /// <param name="action">The action.</param>
    /// <param name="kinds">What they are evidence of. <see cref="Evidence.None"/>: of all that the action preserves on its resource.</param>
    IEvidenceStore For(ResponseAction action, Evidence kinds = Evidence.None);

    /// <summary>Writes an item, locks it, and reads back that it is locked. Writing the same item of a step again is harmless.</summary>
    /// <param name="context">The step; its incident and key name the place.</param>
    /// <param name="name">The item's name within the step, such as <c>user-alice.json</c>.</param>
    /// <param name="content">What is kept, from its position to its end; it can be sought.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ProviderException">There is no store, it refused, or the lock does not show.</exception>
    Task<StoredEvidence> PutAsync(StepContext context, string name, Stream content, CancellationToken cancellationToken);

    /// <summary>An item that an earlier call of the step wrote and locked. Null: there is none.</summary>
    Task<StoredEvidence?> FindAsync(StepContext context, string name, CancellationToken cancellationToken);

    /// <summary>What an item holds.</summary>
    Task<byte[]> ReadAsync(StepContext context, StoredEvidence item, CancellationToken cancellationToken);

    /// <summary>
    /// Copies objects of other buckets on the server, locks each copy, and reads each back to hash it. What this process has copied for
    /// the step before is not copied again.
    /// </summary>
    /// <param name="context">The step.</param>
    /// <param name="objects">The objects.</param>
    /// <param name="copier">Who may read them and write to the store.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The copies, in no order; an object that was gone when its turn came has none.</returns>
    Task<ImmutableArray<StoredObject>> CopyAsync(StepContext context, IReadOnlyCollection<SourceObject> objects, AwsAccess copier, CancellationToken cancellationToken);

    /// <summary>Adds what a step has stored to its incident's manifest.</summary>
    /// <param name="context">The step.</param>
    /// <param name="records">What the journal says of it: a process that took over knows no more.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task ListAsync(StepContext context, ImmutableArray<EvidenceRecord> records, CancellationToken cancellationToken);
}

/// <summary>An item in the store.</summary>
/// <param name="Location">Where, with its version: <c>s3://bucket/key?versionId=…</c>.</param>
/// <param name="Sha256">SHA-256 of the content, in lower-case hexadecimal.</param>
/// <param name="LockedUntil">Until when nobody can delete or change it, as read back.</param>
/// <param name="WrittenAt">When the content was read from its resource, in UTC.</param>
/// <param name="Object">The same as the manifest lists it.</param>
internal sealed record StoredEvidence(string Location, string Sha256, DateTimeOffset LockedUntil, DateTimeOffset WrittenAt, StoredObject Object)
{
    /// <summary>What the journal is told of it.</summary>
    public EvidenceRecord Record(Evidence kind, ResourceId resource, string detail) => new(kind, resource, EvidenceStatus.Secured, WrittenAt)
    {
        Location = Location,
        Sha256 = Sha256,
        LockedUntil = LockedUntil,
        Detail = detail,
    };
}

/// <summary>An object in a bucket of somebody else.</summary>
internal sealed record SourceObject(Evidence Kind, string Bucket, string Key, long Size);
