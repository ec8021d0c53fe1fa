using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>Reads and writes who can reach a bucket.</summary>
internal static class BucketReach
{
    /// <summary>The bucket's policy. Null: it has none; the SDK then gives the error's text for a policy.</summary>
    public static Task<string?> PolicyAsync(S3Client s3, string bucket, CancellationToken cancellationToken) => IfAnyAsync(async () =>
        await s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false) is { HttpStatusCode: HttpStatusCode.OK, Policy: { Length: > 0 } policy } ? policy : null);

    /// <summary>The bucket's public-access block. Null: it has none.</summary>
    public static Task<PublicAccessBefore?> PublicAccessAsync(S3Client s3, string bucket, CancellationToken cancellationToken) => IfAnyAsync(async () =>
        (await s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false)).PublicAccessBlockConfiguration is { } block
            ? new PublicAccessBefore(block.BlockPublicAcls == true, block.IgnorePublicAcls == true, block.BlockPublicPolicy == true, block.RestrictPublicBuckets == true)
            : null);

    /// <summary>What a bucket has. Null: it has nothing of the kind.</summary>
    public static async Task<T?> IfAnyAsync<T>(Func<Task<T?>> read)
        where T : class
    {
        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (AmazonServiceException none) when (none.StatusCode == HttpStatusCode.NotFound && none.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    /// <summary>Whether two policies say the same, however they are spaced.</summary>
    public static bool IsSame(string? one, string? other) =>
        one == other || (one is not null && other is not null && JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other)));

    /// <summary>Writes a public-access block.</summary>
    /// <param name="s3">The client.</param>
    /// <param name="bucket">The bucket.</param>
    /// <param name="block">The block. Null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task PutAsync(S3Client s3, string bucket, PublicAccessBefore? block, CancellationToken cancellationToken)
    {
        if (block is null)
        {
            await s3.DeletePublicAccessBlockAsync(new DeletePublicAccessBlockRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
            return;
        }

        await s3.PutPublicAccessBlockAsync(
            new PutPublicAccessBlockRequest
            {
                BucketName = bucket,
                PublicAccessBlockConfiguration = new()
                {
                    BlockPublicAcls = block.BlockPublicAcls,
                    IgnorePublicAcls = block.IgnorePublicAcls,
                    BlockPublicPolicy = block.BlockPublicPolicy,
                    RestrictPublicBuckets = block.RestrictPublicBuckets,
                },
            },
            cancellationToken).ConfigureAwait(false);
    }
}
