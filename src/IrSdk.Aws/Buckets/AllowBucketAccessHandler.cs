using System.Collections.Immutable;
using Amazon.S3.Model;

namespace IrSdk.Aws;

internal sealed class AllowBucketAccessHandler(HandlerAccess access) : Restoring<AllowBucketAccess, BucketBefore>(access), IAwsHandler<AllowBucketAccess>
{
    public static ImmutableArray<AwsPermission> Permissions { get; } =
        [.. BlockBucketAccessHandler.Permissions, new("s3:DeleteBucketPolicy", "arn:{partition}:s3:::{name}")];

    /// <summary>The public-access block goes first: it would refuse a policy that was public.</summary>
    protected override async Task RestoreAsync(AllowBucketAccess action, BucketBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var bucket = action.Resource.Id.Name;
        await BucketReach.PutAsync(step.Aws.S3, bucket, prior.PublicAccess, cancellationToken).ConfigureAwait(false);
        if (prior.Policy is { } policy)
        {
            await step.Aws.S3.PutBucketPolicyAsync(new PutBucketPolicyRequest { BucketName = bucket, Policy = policy }, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await step.Aws.S3.DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override async Task<bool> IsRestoredAsync(AllowBucketAccess action, BucketBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var bucket = action.Resource.Id.Name;
        return BucketReach.IsSame(await BucketReach.PolicyAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false), prior.Policy)
            && await BucketReach.PublicAccessAsync(step.Aws.S3, bucket, cancellationToken).ConfigureAwait(false) == prior.PublicAccess;
    }

    protected override async Task<string?> DriftAsync(AllowBucketAccess action, BucketBefore prior, AwsStep step, CancellationToken cancellationToken)
    {
        var policy = await BucketReach.PolicyAsync(step.Aws.S3, action.Resource.Id.Name, cancellationToken).ConfigureAwait(false);
        return BucketReach.IsSame(policy, prior.Denying) || BucketReach.IsSame(policy, prior.Policy) ? null : "it has another policy";
    }
}
