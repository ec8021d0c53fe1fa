using System.Collections.Immutable;
using System.Text.Json;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>What the manifest, its earlier versions and the journal say is stored of an incident.</summary>
internal sealed class RecordedEvidence(S3Client s3, string bucket, IncidentId incident)
{
    private readonly Dictionary<(string Key, string Version), Expected> expected = [];
    private readonly List<VerifiedObject> wrong = [];
    private bool hasManifest;

    public IReadOnlyCollection<KeyValuePair<(string Key, string Version), Expected>> Expected => expected;

    /// <summary>Lists that cannot be read, and hashes on which two of them differ.</summary>
    public IReadOnlyCollection<VerifiedObject> Wrong => wrong;

    /// <summary>
    /// Somebody may have put a manifest over the manifest; what an earlier version lists must be there all the same. A version that is not
    /// locked is one whose writer lost the answer and wrote it again.
    /// </summary>
    public async Task ReadManifestsAsync(CancellationToken cancellationToken)
    {
        var key = EvidencePlace.Manifest(incident);
        var versions = (await ObjectLock.VersionsAsync(s3, bucket, key, cancellationToken).ConfigureAwait(false)).Where(version => version.Key == key).ToList();
        var isLocked = false;
        hasManifest = versions.Count > 0;
        foreach (var version in versions)
        {
            await ReadListAsync(key, version.VersionId, cancellationToken).ConfigureAwait(false);
            var head = await ObjectLock.HeadAsync(s3, bucket, key, version.VersionId, cancellationToken).ConfigureAwait(false);
            if (ObjectLock.LockedUntil(head) is not null)
            {
                isLocked = true;
                expected.TryAdd((key, version.VersionId), new(head.Metadata[LockedBucket.HashName], null, null));
            }
        }

        if (versions.Count > 0 && !isLocked)
        {
            wrong.Add(new(EvidencePlace.Location(bucket, key, null), "is not locked in any of its versions"));
        }
    }

    /// <summary>The journal names a step's only object, or the list of its copies.</summary>
    public async Task ReadJournalAsync(IEnumerable<EvidenceRecord> journaled, CancellationToken cancellationToken)
    {
        var isAnyHere = false;
        foreach (var record in journaled.DistinctBy(record => (record.Location, record.Sha256)))
        {
            if (EvidencePlace.Parse(record.Location, bucket) is not { } place)
            {
                continue;
            }

            isAnyHere = true;
            var isNew = !expected.ContainsKey(place);
            Expect(place, new(record.Sha256, null, record.LockedUntil));
            if (isNew && place.Key.EndsWith('/' + EvidencePlace.Contents, StringComparison.Ordinal))
            {
                await ReadListAsync(place.Key, place.Version, cancellationToken).ConfigureAwait(false);
            }
        }

        if (isAnyHere && !hasManifest)
        {
            wrong.Add(new(EvidencePlace.Location(bucket, EvidencePlace.Manifest(incident), null), "is missing: the run ended before it was written, or somebody removed it"));
        }
    }

    private async Task ReadListAsync(string key, string version, CancellationToken cancellationToken)
    {
        try
        {
            var list = JsonSerializer.Deserialize<EvidenceManifest>(await ObjectLock.ReadAsync(s3, bucket, key, version, cancellationToken).ConfigureAwait(false), IrJson.Options);
            foreach (var one in list?.Objects is { IsDefault: false } objects ? objects : throw new JsonException("it lists nothing"))
            {
                Expect((one.Key, one.Version), new(one.Sha256, one.Size, one.LockedUntil));
            }
        }
        catch (JsonException unreadable)
        {
            wrong.Add(new(EvidencePlace.Location(bucket, key, version), $"is no list of evidence ({unreadable.Message})"));
        }
        catch (Amazon.Runtime.AmazonServiceException gone) when (gone.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            // Reading it as an object says so.
        }
    }

    private void Expect((string Key, string Version) place, Expected one)
    {
        if (!expected.TryGetValue(place, out var other))
        {
            expected[place] = one;
            return;
        }

        expected[place] = new(other.Sha256 ?? one.Sha256, other.Size ?? one.Size, other.LockedUntil > one.LockedUntil ? other.LockedUntil : one.LockedUntil ?? other.LockedUntil);
        if (one.Sha256 is not null && other.Sha256 is not null && one.Sha256 != other.Sha256)
        {
            wrong.Add(new(EvidencePlace.Location(bucket, place.Key, place.Version), $"is recorded with two hashes, {other.Sha256} and {one.Sha256}"));
        }
    }
}

/// <summary>What a version must be. Null: that is not recorded.</summary>
internal sealed record Expected(string? Sha256, long? Size, DateTimeOffset? LockedUntil);
