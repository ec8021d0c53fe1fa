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

    /// <summary>Key and version of a location in a bucket. Null: it is not in it.</summary>
    public static (string Key, string Version)? Parse(string? location, string bucket) =>
        location?.StartsWith($"{Scheme}{bucket}/", StringComparison.Ordinal) == true
        && location.LastIndexOf(VersionMark, StringComparison.Ordinal) is > 0 and var mark
            ? (location[(Scheme.Length + bucket.Length + 1)..mark], location[(mark + VersionMark.Length)..])
            : null;
}
