using System.Collections.Immutable;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SimpleSystemsManagement.Model;

namespace IrSdk.Aws;

/// <summary>A resource with what AWS knows of it. Null: AWS knows no such resource.</summary>
internal static class Descriptions
{
    public static async Task<Resource?> OfAsync(AwsAccess access, Resource resource, CancellationToken cancellationToken) => resource switch
    {
        AccessKey key => await access.Iam.GetAccessKeyLastUsedAsync(new() { AccessKeyId = key.Name }, cancellationToken)
            .OrNull(found => found.UserName is { Length: > 0 } user ? key with { UserName = user } : key).ConfigureAwait(false),
        IamUser user => await access.Iam.GetUserAsync(new() { UserName = user.Name }, cancellationToken)
            .OrNull(found => user with { Tags = Tagged(found.User!.Tags, static tag => (tag.Key!, tag.Value!)) }).ConfigureAwait(false),
        IamRole role => await access.Iam.GetRoleAsync(new() { RoleName = role.Name }, cancellationToken)
            .OrNull(found => role with { Tags = Tagged(found.Role!.Tags, static tag => (tag.Key!, tag.Value!)) }).ConfigureAwait(false),
        RoleSession session => await access.Iam.GetRoleAsync(new() { RoleName = session.RoleName }, cancellationToken).OrNull(_ => session).ConfigureAwait(false),
        Instance instance => await InstanceAsync(access, instance, cancellationToken).ConfigureAwait(false),
        Vpc vpc => await VpcAsync(access, vpc, cancellationToken).ConfigureAwait(false),
        Bucket bucket => await BucketAsync(access, bucket, cancellationToken).ConfigureAwait(false),
        _ => resource,
    };

    public static ImmutableSortedDictionary<string, string> Tagged<T>(IEnumerable<T>? tags, Func<T, (string Key, string Value)> pair) =>
        Resource.NoTags.SetItems((tags ?? []).Select(tag => KeyValuePair.Create(pair(tag).Key, pair(tag).Value)));

    private static async Task<Resource?> InstanceAsync(AwsAccess access, Instance instance, CancellationToken cancellationToken)
    {
        try
        {
            var described = access.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [instance.Name] }, cancellationToken);
            var agent = HasAgentAsync(access, instance, cancellationToken);
            await Task.WhenAll(described, agent).ConfigureAwait(false);
            return (await described.ConfigureAwait(false)).Reservations?.SelectMany(one => one.Instances ?? []).FirstOrDefault() is { } found
                ? await InstanceSearch.ReadAsync(access, found, instance with { HasLiveResponse = await agent.ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode is "InvalidInstanceID.NotFound" or "InvalidInstanceID.Malformed")
        {
            return null;
        }
    }

    /// <summary>Whether an agent answers. Where that cannot be asked at once it is assumed, and the capture finds out.</summary>
    private static async Task<bool> HasAgentAsync(AwsAccess access, Instance instance, CancellationToken cancellationToken)
    {
        try
        {
            using var once = access.WithoutRetries();
            var known = await once.Ssm.DescribeInstanceInformationAsync(
                new() { Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [instance.Name] }] }, cancellationToken).ConfigureAwait(false);
            return known.InstanceInformationList?.Any(one => one.PingStatus == Amazon.SimpleSystemsManagement.PingStatus.Online) == true;
        }
        catch (AmazonServiceException)
        {
            return true;
        }
    }

    private static async Task<Resource?> VpcAsync(AwsAccess access, Vpc vpc, CancellationToken cancellationToken)
    {
        try
        {
            var described = await access.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [vpc.Name] }, cancellationToken).ConfigureAwait(false);
            return described.Vpcs?.FirstOrDefault() is { } found ? vpc with { Tags = Tagged(found.Tags, static tag => (tag.Key, tag.Value)) } : null;
        }
        catch (AmazonEC2Exception gone) when (gone.ErrorCode == "InvalidVpcID.NotFound")
        {
            return null;
        }
    }

    private static async Task<Resource?> BucketAsync(AwsAccess access, Bucket bucket, CancellationToken cancellationToken)
    {
        try
        {
            var tags = await access.S3.GetBucketTaggingAsync(new() { BucketName = bucket.Name }, cancellationToken).ConfigureAwait(false);
            return bucket with { Tags = Tagged(tags.TagSet, static tag => (tag.Key, tag.Value)) };
        }
        catch (AmazonS3Exception untagged) when (untagged.ErrorCode == "NoSuchTagSet")
        {
            return bucket;
        }
        catch (AmazonS3Exception gone) when (gone.ErrorCode == "NoSuchBucket")
        {
            return null;
        }
    }
}
