using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>The buckets that logs are delivered to, each entered in its own region once.</summary>
internal sealed class LogBuckets(AwsStep step) : IDisposable
{
    private const string RegionHeader = "x-amz-bucket-region";

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
        if (await RegionAsync(bucket, cancellationToken).ConfigureAwait(false) is not { } region)
        {
            return null;
        }

        if (region == step.Aws.Region)
        {
            return step.Aws.S3;
        }

        var access = await step.InRegion(region).ConfigureAwait(false);
        entered.Add(access);
        return access.S3;
    }

    private async Task<string?> RegionAsync(string bucket, CancellationToken cancellationToken)
    {
        try
        {
            return (await step.Aws.S3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).BucketRegion ?? step.Aws.Region;
        }
        catch (AmazonServiceException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (AmazonServiceException elsewhere) when (SaidRegion(elsewhere) is { } region)
        {
            return region;
        }
    }

    /// <summary>A bucket that is asked for in the wrong region says its own.</summary>
    private static string? SaidRegion(AmazonServiceException failed) =>
        failed.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest
        && failed.InnerException is HttpErrorResponseException { Response: { } response }
        && response.IsHeaderPresent(RegionHeader)
            ? response.GetHeaderValue(RegionHeader)
            : null;
}
