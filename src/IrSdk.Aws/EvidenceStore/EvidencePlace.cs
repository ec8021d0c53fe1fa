using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>Where in the evidence bucket what is kept.</summary>
internal static class EvidencePlace
{
    private const string Scheme = "s3://";
    private const string VersionMark = "?versionId=";

    /// <summary>The name of a list of the objects that one step copied.</summary>
    public const string Contents = "contents.json";

    public static string Manifest(IncidentId incident) => $"incidents/{incident}/manifest.json";

    /// <summary>A step's key begins with its incident.</summary>
    public static string Item(string stepKey, string name) => $"incidents/{stepKey}/{name}";

    public static string Location(string bucket, string key, string? version) => $"{Scheme}{bucket}/{key}{(version is null ? "" : VersionMark + version)}";

    /// <summary>Looks whether the evidence bucket is in the region that it is looked for in.</summary>
    /// <returns>A sentence that names both regions. Null: it is there, or that cannot be asked and its own calls find out.</returns>
    public static async Task<string?> ElsewhereAsync(AwsAccess store, string bucket, CancellationToken cancellationToken)
    {
        try
        {
            using var once = store.WithoutRetries();
            return (await BucketRegion.FindAsync(once.S3, bucket, cancellationToken).ConfigureAwait(false)).Region is { } region && region != store.Region
                ? $"The evidence bucket {bucket} is in {region}, and the options look for it in {store.Region}; set its region in the options (evidenceRegion)."
                : null;
        }
        catch (Exception failed) when (AwsFailure.IsOfTheService(failed) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <exception cref="ProviderException">It is in another region.</exception>
    public static async Task RequireHereAsync(AwsAccess store, string bucket, CancellationToken cancellationToken)
    {
        if (await ElsewhereAsync(store, bucket, cancellationToken).ConfigureAwait(false) is { } sentence)
        {
            throw new ProviderException(sentence, isTransient: false);
        }
    }

    /// <summary>Key and version of a location in a bucket. Null: it is not in it.</summary>
    public static (string Key, string Version)? Parse(string? location, string bucket) =>
        location?.StartsWith($"{Scheme}{bucket}/", StringComparison.Ordinal) == true
        && location.LastIndexOf(VersionMark, StringComparison.Ordinal) is > 0 and var mark
            ? (location[(Scheme.Length + bucket.Length + 1)..mark], location[(mark + VersionMark.Length)..])
            : null;
}
