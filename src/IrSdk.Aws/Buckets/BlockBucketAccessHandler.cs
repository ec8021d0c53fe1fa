using System.Collections.Immutable;
using Amazon.S3.Model;
using IrSdk.Runtime;

namespace IrSdk.Aws;

internal sealed class BlockBucketAccessHandler(HandlerAccess access) : Containing<BlockBucketAccess, BucketBefore>(access), IAwsHandler<BlockBucketAccess>
{
    private const string OfBucket = "arn:{partition}:s3:::{name}";

    public static ImmutableArray<AwsPermission> Permissions { get; } =
    [
        new("s3:GetBucketPolicy", OfBucket),
        new("s3:PutBucketPolicy", OfBucket),
        new("s3:GetBucketPublicAccessBlock", OfBucket),
        new("s3:PutBucketPublicAccessBlock", OfBucket),
    ];

    protected override async Task<BucketBefore> ReadAsync(BlockBucketAccess action, AwsStep step, CancellationToken cancellationToken)
    {
        var bucket = action.Resource.Id.Name;
        if (bucket == step.Options.EvidenceBucket)
        {
            throw new ProviderException($"{bucket} is the evidence bucket, which this would close to evidence; protect it in the guard's rules instead.", isTransient: false);
        }

        return new(
            await BucketReach.PolicyAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false),
            await BucketReach.PublicAccessAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false),
            await DenyingPolicy.OfAsync(step, bucket, cancellationToken).ConfigureAwait(false));
    }

    protected override async Task ApplyAsync(BlockBucketAccess action, BucketBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var bucket = action.Resource.Id.Name;
        await step.Aws.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = bucket, Policy = prior.Denying }, cancellationToken).ConfigureAwait(false);
        await BucketReach.PutAsync(step.Aws.S3, bucket, PublicAccessBefore.All, cancellationToken).ConfigureAwait(false);
    }

    protected override async Task<string?> DriftAsync(BlockBucketAccess action, BucketBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var bucket = action.Resource.Id.Name;
        var policy = await BucketReach.PolicyAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false);
        return !BucketReach.IsSame(policy, prior.Denying) ? $"the policy of {bucket} no longer denies all but the responder"
            : await BucketReach.PublicAccessAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false) != PublicAccessBefore.All ? $"public access to {bucket} is no longer blocked"
            : null;
    }

    protected override string Detail(BlockBucketAccess action, BucketBefore prior) => "all but the responder denied";
}
