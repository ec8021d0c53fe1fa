using System.Collections.Concurrent;

namespace IrSdk.Aws;

/// <summary>The buckets that logs are delivered to, each entered in its own region once.</summary>
internal sealed class LogBuckets(AwsStep step) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<S3Client?>>> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<AwsAccess> entered = [];

    /// <summary>A client in a bucket's region. Null: there is no such bucket.</summary>
    public Task<S3Client?> OpenAsync(string bucket, CancellationToken cancellationToken) =>
        opened.GetOrAdd(bucket, name => new(() => EnterAsync(name, cancellationToken))).Value;

    public void Dispose()
    {
        foreach (var access in entered)
        {
            access.Dispose();
        }
    }

    private async Task<S3Client?> EnterAsync(string bucket, CancellationToken cancellationToken)
    {
        var (exists, found) = await BucketRegion.FindAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false);
        if (!exists)
        {
            return null;
        }

        if (found is not { } region || region == step.Aws.Region)
        {
            return step.Aws.S3;
        }

        var access = await step.InRegion(region).ConfigureAwait(false);
        entered.Add(access);
        return access.S3;
    }
}
