using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>A bucket with Object Lock in the responder's account.</summary>
internal sealed class LockedBucket : IEvidenceStore
{
    /// <summary>Under which name an object that we wrote says its hash.</summary>
    public const string HashName = "sha256";

    private const string TimeName = "as-of";
    private const int CopiesAtOnce = 32;

    private readonly AwsAccounts accounts;
    private readonly ManifestBook book;
    private readonly ResourceId? resource;
    private readonly Evidence kinds;

    public LockedBucket(AwsAccounts accounts)
        : this(accounts, new(accounts.Options.Time), null, Evidence.None) { }

    private LockedBucket(AwsAccounts accounts, ManifestBook book, ResourceId? resource, Evidence kinds) =>
        (this.accounts, this.book, this.resource, this.kinds) = (accounts, book, resource, kinds);

    private string Bucket => accounts.EvidenceBucket;

    public IEvidenceStore For(ResponseAction action, Evidence kinds = Evidence.None) => new LockedBucket(
        accounts, book, action.Resource.Id, kinds != Evidence.None ? kinds : ActionEffects.Of(action).Preserves & Scope.EvidenceOf(action.Resource));

    public async Task<StoredEvidence> PutAsync(StepContext context, string name, Stream content, CancellationToken cancellationToken)
    {
        using var access = await accounts.EnterStoreAsync(context, cancellationToken).ConfigureAwait(false);
        var stored = await WriteAsync(access.S3, context, EvidencePlace.Item(context.Key, name), content, cancellationToken).ConfigureAwait(false);
        book.Add(context.Incident, stored);
        return Seen(stored);
    }

    public async Task<StoredEvidence?> FindAsync(StepContext context, string name, CancellationToken cancellationToken)
    {
        var key = EvidencePlace.Item(context.Key, name);
        using var access = await accounts.EnterStoreAsync(context, cancellationToken).ConfigureAwait(false);
        return await FoundAsync(access.S3, context, key, null, cancellationToken).ConfigureAwait(false) is { } stored ? Seen(stored) : null;
    }

    public async Task<byte[]> ReadAsync(StepContext context, StoredEvidence item, CancellationToken cancellationToken)
    {
        var (key, version) = EvidencePlace.Parse(item.Location, Bucket)
            ?? throw new ProviderException($"{item.Location} is not in the evidence bucket {Bucket}; name the bucket that it was written to in the provider's options.", isTransient: false);
        using var access = await accounts.EnterStoreAsync(context, cancellationToken).ConfigureAwait(false);
        return await ObjectLock.ReadAsync(access.S3, Bucket, key, version, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ImmutableArray<StoredObject>> CopyAsync(
        StepContext context, IReadOnlyCollection<SourceObject> objects, AwsAccess copier, CancellationToken cancellationToken)
    {
        using var access = await accounts.EnterStoreAsync(context, cancellationToken).ConfigureAwait(false);
        var copies = new ConcurrentBag<StoredObject>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(objects, parallel, async (source, token) =>
        {
            var key = EvidencePlace.Item(context.Key, $"{source.Bucket}/{source.Key}");
            if (book.Find(context.Incident, key) is not { } stored)
            {
                if (await CopiedAsync(copier.S3, source, key, token).ConfigureAwait(false) is not { } version)
                {
                    return;
                }

                if (version.Length == 0)
                {
                    // Not every server says it with the copy.
                    version = (await ObjectLock.HeadAsync(access.S3, Bucket, key, null, token).ConfigureAwait(false)).VersionId;
                }

                stored = await SecuredAsync(access.S3, context, source, key, version, token).ConfigureAwait(false);
                book.Add(context.Incident, stored);
            }

            copies.Add(stored);
        }).ConfigureAwait(false);
        return [.. copies];
    }

    public async Task ListAsync(StepContext context, ImmutableArray<EvidenceRecord> records, CancellationToken cancellationToken)
    {
        if (accounts.Options.EvidenceBucket is null)
        {
            return; // Then nothing was stored.
        }

        var places = records.Select(record => (Record: record, Place: EvidencePlace.Parse(record.Location, Bucket))).Where(one => one.Place is not null).ToList();
        var turn = book.Turn(context.Incident);
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var unlisted = book.Unlisted(context.Incident);
            if (unlisted.IsEmpty && places.Count == 0)
            {
                return;
            }

            using var access = await accounts.EnterStoreAsync(context, cancellationToken).ConfigureAwait(false);
            var manifest = await ManifestAsync(access.S3, context.Incident, cancellationToken).ConfigureAwait(false);
            var known = manifest.Objects.Concat(unlisted).Select(one => (one.Key, one.Version)).ToHashSet();
            var added = unlisted.ToList();
            foreach (var (record, place) in places.Where(one => known.Add(one.Place!.Value)))
            {
                added.AddRange(await RecoveredAsync(access.S3, context, record, place!.Value, cancellationToken).ConfigureAwait(false));
            }

            if (added.Count > 0)
            {
                var whole = manifest with { Objects = [.. manifest.Objects.Concat(added).DistinctBy(one => (one.Key, one.Version)).OrderBy(one => one.Key, StringComparer.Ordinal)] };
                using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(whole, IrJson.Options));
                await WriteAsync(access.S3, context, EvidencePlace.Manifest(context.Incident), content, cancellationToken).ConfigureAwait(false);
            }

            book.Listed(context.Incident, unlisted);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<StoredObject> WriteAsync(S3Client s3, StepContext context, string key, Stream content, CancellationToken cancellationToken)
    {
        var start = content.Position;
        var hash = await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false);
        content.Position = start;
        var now = context.Time.GetUtcNow();
        var put = new PutObjectRequest { BucketName = Bucket, Key = key, InputStream = content, AutoCloseStream = false, ChecksumSHA256 = Convert.ToBase64String(hash) };
        put.Metadata[HashName] = Convert.ToHexStringLower(hash);
        put.Metadata[TimeName] = now.ToString("O", CultureInfo.InvariantCulture);
        var size = content.Length - start;
        var written = await s3.PutObjectAsync(put, cancellationToken).ConfigureAwait(false);
        var (_, until) = await ObjectLock.LockAsync(s3, Bucket, key, written.VersionId, Until(now), cancellationToken).ConfigureAwait(false);
        return new(key, written.VersionId, put.Metadata[HashName], size, until, context.Key, kinds, resource, now);
    }

    /// <summary>Copies one object. Null: it is gone. Empty: the server does not say the copy's version.</summary>
    private async Task<string?> CopiedAsync(S3Client s3, SourceObject source, string key, CancellationToken cancellationToken)
    {
        try
        {
            var copied = await s3.CopyObjectAsync(
                new CopyObjectRequest
                {
                    SourceBucket = source.Bucket,
                    SourceKey = source.Key,
                    DestinationBucket = Bucket,
                    DestinationKey = key,
                    // Tags would need two more permissions, and are no evidence.
                    TaggingDirective = TaggingDirective.REPLACE,
                },
                cancellationToken).ConfigureAwait(false);
            return copied.VersionId ?? "";
        }
        catch (AmazonServiceException missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    private async Task<StoredObject> SecuredAsync(S3Client s3, StepContext context, SourceObject source, string key, string version, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var locking = ObjectLock.LockAsync(s3, Bucket, key, version, Until(now), cancellationToken);
        var hashing = ObjectLock.HashAsync(s3, Bucket, key, version, cancellationToken);
        await Task.WhenAll(locking, hashing).ConfigureAwait(false);
        var (sha256, size) = await hashing.ConfigureAwait(false);
        return new(key, version, sha256, size, (await locking.ConfigureAwait(false)).Until, context.Key, source.Kind, resource, now)
        {
            Source = EvidencePlace.Location(source.Bucket, source.Key, null),
        };
    }

    /// <summary>What an earlier process stored and this one knows only from the journal; a list of copies leads to them.</summary>
    private async Task<ImmutableArray<StoredObject>> RecoveredAsync(
        S3Client s3, StepContext context, EvidenceRecord record, (string Key, string Version) place, CancellationToken cancellationToken)
    {
        if (await FoundAsync(s3, context, place.Key, place.Version, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return [];
        }

        found = found with { Kinds = record.Kind, Resource = record.Resource };
        return place.Key.EndsWith('/' + EvidencePlace.Contents, StringComparison.Ordinal)
            ? [found, .. Parse<EvidenceManifest>(await ObjectLock.ReadAsync(s3, Bucket, place.Key, place.Version, cancellationToken).ConfigureAwait(false)).Objects]
            : [found];
    }

    private async Task<StoredObject?> FoundAsync(S3Client s3, StepContext context, string key, string? version, CancellationToken cancellationToken)
    {
        try
        {
            var head = await ObjectLock.HeadAsync(s3, Bucket, key, version, cancellationToken).ConfigureAwait(false);
            return ObjectLock.LockedUntil(head) is { } until && head.Metadata[HashName] is { } hash
                ? new(key, head.VersionId, hash, head.ContentLength, until, context.Key, kinds, resource, DateTimeOffset.Parse(head.Metadata[TimeName], CultureInfo.InvariantCulture))
                : null;
        }
        catch (AmazonServiceException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<EvidenceManifest> ManifestAsync(S3Client s3, IncidentId incident, CancellationToken cancellationToken)
    {
        try
        {
            return Parse<EvidenceManifest>(await ObjectLock.ReadAsync(s3, Bucket, EvidencePlace.Manifest(incident), null, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception unusable) when (unusable is JsonException or AmazonServiceException { StatusCode: HttpStatusCode.NotFound })
        {
            // Whatever was put over it or hides it, the versions before stay and are read when evidence is verified.
            return new(incident, []);
        }
    }

    private static T Parse<T>(byte[] json) => JsonSerializer.Deserialize<T>(json, IrJson.Options)!;

    private StoredEvidence Seen(StoredObject stored) =>
        new(EvidencePlace.Location(Bucket, stored.Key, stored.Version), stored.Sha256, stored.LockedUntil, stored.WrittenAt, stored);

    private DateTimeOffset Until(DateTimeOffset now) => now + accounts.Options.Retention;
}
