using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Amazon.Runtime;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Reads everything that is stored of an incident again, and compares it with what was recorded when it was stored.</summary>
/// <param name="options">Where the evidence bucket is, and who may read it.</param>
public sealed class EvidenceVerifier(AwsOptions options) : IDisposable
{
    private const int ReadAtOnce = 16;

    private readonly AwsAccounts accounts = new(options);

    /// <summary>
    /// Compares hash, size, version, and mode and end of the lock of every object that the incident's manifest, an earlier version of it, or
    /// the journal names. Changes nothing.
    /// </summary>
    /// <param name="incident">The incident.</param>
    /// <param name="journaled">What the journal says of the incident's evidence. Records that are not in the bucket are passed over.</param>
    /// <param name="progress">Told after each object. Null: nobody is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ProviderException">The bucket cannot be read.</exception>
    public async Task<EvidenceVerification> VerifyAsync(
        IncidentId incident, IEnumerable<EvidenceRecord> journaled, IProgress<EvidenceProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            using var access = await accounts.EnterStoreAsync(null, cancellationToken).ConfigureAwait(false);
            await EvidencePlace.RequireHereAsync(access, accounts.EvidenceBucket, cancellationToken).ConfigureAwait(false);
            var recorded = new RecordedEvidence(access.S3, accounts.EvidenceBucket, incident);
            await recorded.ReadManifestsAsync(cancellationToken).ConfigureAwait(false);
            await recorded.ReadJournalAsync(journaled, cancellationToken).ConfigureAwait(false);
            var objects = new ConcurrentBag<VerifiedObject>(recorded.Wrong);
            var done = 0;
            await Parallel.ForEachAsync(
                recorded.Expected,
                new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancellationToken },
                async (one, token) =>
                {
                    objects.Add(await ReadAsync(access.S3, one.Key.Key, one.Key.Version, one.Value, token).ConfigureAwait(false));
                    progress?.Report(new(Interlocked.Increment(ref done), recorded.Expected.Count));
                }).ConfigureAwait(false);
            return new(incident, [.. objects.OrderBy(one => one.Location, StringComparer.Ordinal)]);
        }
        catch (AmazonServiceException missing) when (missing.ErrorCode == "NoSuchBucket")
        {
            throw new ProviderException($"There is no bucket {accounts.EvidenceBucket}; name the evidence bucket that the incident was written to in the provider's options.", isTransient: false, missing);
        }
        catch (Exception failed) when (failed is not ProviderException && !cancellationToken.IsCancellationRequested && AwsFailure.IsOfTheService(failed))
        {
            throw AwsFailure.Of(failed);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => accounts.Dispose();

    private async Task<VerifiedObject> ReadAsync(S3Client s3, string key, string version, Expected expected, CancellationToken cancellationToken)
    {
        var bucket = accounts.EvidenceBucket;
        var location = EvidencePlace.Location(bucket, key, version);
        try
        {
            var head = await ObjectLock.HeadAsync(s3, bucket, key, version, cancellationToken).ConfigureAwait(false);
            var (sha256, size) = await ObjectLock.HashAsync(s3, bucket, key, version, cancellationToken).ConfigureAwait(false);
            string?[] wrong =
            [
                expected.Sha256 is { } recorded && recorded != sha256 ? $"has changed: its SHA-256 is {sha256}, and was {recorded}" : null,
                expected.Size is { } was && was != size ? string.Create(CultureInfo.InvariantCulture, $"has {size} bytes, and had {was}") : null,
                Lock(ObjectLock.LockedUntil(head), expected.LockedUntil),
            ];
            return new(location, string.Join("; ", wrong.OfType<string>()) is { Length: > 0 } all ? all : null);
        }
        catch (AmazonServiceException gone) when (gone.StatusCode == HttpStatusCode.NotFound)
        {
            return new(location, "is gone");
        }
    }

    private string? Lock(DateTimeOffset? until, DateTimeOffset? recorded) =>
        until is not { } locked ? "is not locked in COMPLIANCE mode"
        : locked < recorded - ObjectLock.Rounding ? $"is locked until {locked:u} only, and was until {recorded:u}"
        : locked <= options.Time.GetUtcNow() ? $"was locked until {locked:u} and can be deleted since"
        : null;
}
