using System.Collections.Immutable;
using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>The buckets of an incident, under names that no one else in the world has.</summary>
internal static class RehearsalBuckets
{
    public static async Task MakeAsync(RehearsalPlace place, ImmutableArray<Resource> wanted, RehearsalNames names, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        foreach (var bucket in wanted.OfType<Bucket>())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{place.Drill}-{bucket.Name}-{place.Account}");
            name = name.Length <= 63 ? name : name[..63].TrimEnd('-');
            place.Making($"bucket {name}", token => RemoveAsync(place, name, token));
            await PutBucketAsync(access, name, isLocked: false, cancellationToken).ConfigureAwait(false);
            await access.S3.PutObjectAsync(new PutObjectRequest { BucketName = name, Key = "report.csv", ContentBody = "id,amount\n1,10\n" }, cancellationToken).ConfigureAwait(false);
            names.Add(bucket, new Bucket(place.Account, place.Region, name));
        }
    }

    public static Task PutBucketAsync(AwsAccess access, string name, bool isLocked, CancellationToken cancellationToken) => access.S3.PutBucketAsync(
        new PutBucketRequest
        {
            BucketName = name,
            ObjectLockEnabledForBucket = isLocked,
            PutBucketConfiguration = access.Region == "us-east-1" ? null : new() { LocationConstraint = new BucketLocationConstraint(access.Region) },
        },
        cancellationToken);

    private static async Task RemoveAsync(RehearsalPlace place, string bucket, CancellationToken cancellationToken)
    {
        using var access = place.Enter();
        await access.S3.DeleteBucketPolicyAsync(new DeleteBucketPolicyRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
        var listed = await access.S3.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
        foreach (var version in listed.Versions ?? [])
        {
            await access.S3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = version.Key, VersionId = version.VersionId }, cancellationToken).ConfigureAwait(false);
        }

        await access.S3.DeleteBucketAsync(new DeleteBucketRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
    }
}
