using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace IrSdk.Aws;

/// <summary>For how long a bucket keeps logs, by its lifecycle rules.</summary>
/// <param name="Days">After how many days they are deleted. Null: never, or it does not say.</param>
/// <param name="Unseen">Why it does not say, in a few words. Null: it does.</param>
internal sealed record LogKeeping(int? Days, string? Unseen)
{
    private static readonly LogKeeping ForEver = new(null, null);

    /// <param name="scene">The account that is checked.</param>
    /// <param name="home">It, in its home region.</param>
    /// <param name="bucket">The bucket, which may be another account's.</param>
    /// <param name="logs">What the keys of the logs begin with.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<LogKeeping> OfAsync(ReadinessScene scene, AwsAccess home, string bucket, string logs, CancellationToken cancellationToken)
    {
        try
        {
            var (exists, region) = await BucketRegion.FindAsync(home.S3, bucket, cancellationToken).ConfigureAwait(false);
            if (!exists)
            {
                return new(null, "it does not exist");
            }

            if (region is not null && !scene.Reaches(region))
            {
                return new(null, $"it is in {region}, which is not among the responder's regions");
            }

            using var there = await scene.EnterAsync(region ?? ResourceId.Global, cancellationToken).ConfigureAwait(false);
            var read = await there.S3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = bucket }, cancellationToken).ConfigureAwait(false);
            var ends = (read.Configuration?.Rules ?? []).Where(rule => rule.Status == LifecycleRuleStatus.Enabled && rule.Expiration is not null && Concerns(rule, logs)).Select(Ends).OfType<int>().ToList();
            return ends.Count > 0 ? new(ends.Min(), null) : ForEver;
        }
        catch (AmazonServiceException none) when (none.ErrorCode == "NoSuchLifecycleConfiguration")
        {
            return ForEver;
        }
        catch (AmazonServiceException refused) when (!AwsFailure.IsTransient(refused))
        {
            return new(null, AwsFailure.Briefly(refused));
        }
    }

    /// <summary>A rule that ends on a day ends everything that is there on it.</summary>
    private static int? Ends(LifecycleRule rule) => rule.Expiration.Days is > 0 and var days ? days : rule.Expiration.Date is not null ? 0 : null;

    /// <summary>Whether a rule may delete logs. Logs have no tags, and one that names a folder below theirs deletes some of them.</summary>
    private static bool Concerns(LifecycleRule rule, string logs) => PrefixOf(rule.Filter?.LifecycleFilterPredicate) is { } prefix
        && (logs.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(logs, StringComparison.Ordinal));

    private static string? PrefixOf(LifecycleFilterPredicate? predicate) => predicate switch
    {
        LifecyclePrefixPredicate of => of.Prefix ?? "",
        LifecycleTagPredicate => null,
        LifecycleAndOperator all when (all.Operands ?? []).Exists(one => one is LifecycleTagPredicate) => null,
        LifecycleAndOperator all => (all.Operands ?? []).OfType<LifecyclePrefixPredicate>().FirstOrDefault()?.Prefix ?? "",
        _ => "",
    };
}
