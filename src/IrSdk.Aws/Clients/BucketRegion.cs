using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>Where a bucket is. One that is asked for in the wrong region says its own.</summary>
internal static class BucketRegion
{
    private const string Header = "x-amz-bucket-region";

    /// <param name="s3">Any region's client.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Whether it exists, and its region; null when the server does not say.</returns>
    public static async Task<(bool Exists, string? Region)> FindAsync(S3Client s3, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            return (true, (await s3.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).BucketRegion);
        }
        catch (AmazonServiceException missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return (false, null);
        }
        catch (AmazonServiceException elsewhere) when (Said(elsewhere) is { } region)
        {
            return (true, region);
        }
    }

    private static string? Said(AmazonServiceException failed) =>
        failed.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest
        && failed.InnerException is HttpErrorResponseException { Response: { } response }
        && response.IsHeaderPresent(Header)
            ? response.GetHeaderValue(Header)
            : null;
}
