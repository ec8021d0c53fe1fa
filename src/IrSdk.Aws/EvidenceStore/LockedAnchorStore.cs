using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// A journal's anchors in the evidence bucket, locked like evidence: nobody can cut the journal's tail, or write it anew, unnoticed.
/// </summary>
public sealed class LockedAnchorStore : IAnchorStore, IDisposable
{
    private readonly AwsAccounts accounts;
    private readonly string prefix;

    /// <summary>The anchors of one journal.</summary>
    /// <param name="options">Where the evidence bucket is, and who may write to it.</param>
    /// <param name="journal">The journal's name in the bucket: letters, digits and dashes.</param>
    public LockedAnchorStore(AwsOptions options, string journal)
    {
        if (journal is not { Length: > 0 } || !journal.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
        {
            throw new ArgumentException($"'{journal}' cannot name a journal's anchors; use letters, digits and dashes.", nameof(journal));
        }

        accounts = new(options);
        prefix = $"anchors/{journal}/";
    }

    /// <inheritdoc/>
    public async ValueTask AppendAsync(Anchor anchor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(anchor);
        await TryAsync(
            async access =>
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"{prefix}{anchor.Sequence:D19}.json");
                using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(anchor, IrJson.Options));
                var put = new PutObjectRequest { BucketName = accounts.EvidenceBucket, Key = key, InputStream = content, AutoCloseStream = false };
                var written = await access.S3.PutObjectAsync(put, cancellationToken).ConfigureAwait(false);
                await ObjectLock.LockAsync(
                    access.S3, accounts.EvidenceBucket, key, written.VersionId, accounts.Options.Time.GetUtcNow() + accounts.Options.Retention, cancellationToken).ConfigureAwait(false);
                return true;
            },
            "written",
            "make the bucket reachable, or cut tails go unnoticed",
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<ImmutableArray<Anchor>> ReadAsync(CancellationToken cancellationToken) => await TryAsync(
        async access =>
        {
            // Every version: a delete marker hides none, and one that was put over another is found out by its signature.
            var versions = await ObjectLock.VersionsAsync(access.S3, accounts.EvidenceBucket, prefix, cancellationToken).ConfigureAwait(false);
            var anchors = await Task.WhenAll(versions.Select(async version => JsonSerializer.Deserialize<Anchor>(
                await ObjectLock.ReadAsync(access.S3, accounts.EvidenceBucket, version.Key, version.VersionId, cancellationToken).ConfigureAwait(false), IrJson.Options)
                ?? throw new JsonException("it is empty"))).ConfigureAwait(false);
            return anchors.Distinct().OrderBy(anchor => anchor.Sequence).ThenBy(anchor => anchor.At).ToImmutableArray();
        },
        "read",
        "check the bucket and the credentials",
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => accounts.Dispose();

    private async Task<T> TryAsync<T>(Func<AwsAccess, Task<T>> call, string what, string mend, CancellationToken cancellationToken)
    {
        try
        {
            using var access = await accounts.EnterStoreAsync(null, cancellationToken).ConfigureAwait(false);
            return await call(access).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested && (failed is ProviderException or JsonException || AwsFailure.IsOfTheService(failed)))
        {
            throw new JournalException($"The anchors in {accounts.Options.EvidenceBucket ?? "no bucket"} cannot be {what} ({failed.Message.TrimEnd('.')}); {mend}.", failed);
        }
    }
}
