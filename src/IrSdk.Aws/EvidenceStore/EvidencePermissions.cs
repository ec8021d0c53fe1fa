using System.Collections.Immutable;

namespace IrSdk.Aws;

/// <summary>What the responder's own identity may do in the evidence bucket. Nothing there deletes, or ends a lock.</summary>
internal static class EvidencePermissions
{
    private const string Bucket = "arn:{partition}:s3:::{evidence-bucket}";

    /// <summary>To write, lock and read again. Without the right to list, a missing object answers as a forbidden one.</summary>
    public static ImmutableArray<AwsPermission> Keeping { get; } =
    [
        .. In("incidents", "PutObject", "PutObjectRetention", "GetObject", "GetObjectVersion", "GetObjectRetention"),
        new("s3:ListBucket", Bucket),
    ];

    /// <summary>To fetch what hosts sent.</summary>
    public static ImmutableArray<AwsPermission> Fetching { get; } = [.. In("incoming", "GetObject")];

    /// <summary>To anchor the journal, and to read the anchors.</summary>
    public static ImmutableArray<AwsPermission> Anchoring { get; } =
        [.. In("anchors", "PutObject", "PutObjectRetention", "GetObjectVersion", "GetObjectRetention"), new("s3:ListBucketVersions", Bucket)];

    /// <summary>To read all evidence again.</summary>
    public static ImmutableArray<AwsPermission> Verifying { get; } =
        [.. In("incidents", "GetObjectVersion", "GetObjectRetention"), new("s3:ListBucketVersions", Bucket)];

    /// <summary>To look whether the bucket locks what is put into it.</summary>
    public static ImmutableArray<AwsPermission> Checking { get; } = [new("s3:GetBucketVersioning", Bucket), new("s3:GetBucketObjectLockConfiguration", Bucket)];

    public static ImmutableArray<AwsPermission> All { get; } = [.. ((AwsPermission[])[.. Keeping, .. Fetching, .. Anchoring, .. Verifying, .. Checking]).Distinct()];

    /// <summary>To sign anchors, and to check them.</summary>
    public static IEnumerable<AwsPermission> SigningWith(string? key)
    {
        AwsPermission? right = key switch
        {
            null => null,
            _ when key.StartsWith("arn:", StringComparison.Ordinal) && !key.Contains(":alias/", StringComparison.Ordinal) => new("", key),
            _ when key.Contains("alias/", StringComparison.Ordinal) =>
                new("", "arn:{partition}:kms:*:*:key/*") { Condition = new("StringEquals", "kms:RequestAlias", key[key.IndexOf("alias/", StringComparison.Ordinal)..]) },
            _ => new("", $"arn:{{partition}}:kms:*:*:key/{key}"),
        };
        return right is null ? [] : new[] { "kms:GetPublicKey", "kms:Sign" }.Select(action => right with { Action = action });
    }

    /// <summary>Of what a host itself puts there: reports, and its memory.</summary>
    public static ImmutableArray<string> FromHosts { get; } = ["incoming/*", "incidents/*/memory.lime"];

    private static IEnumerable<AwsPermission> In(string folder, params string[] actions) =>
        actions.Select(action => new AwsPermission($"s3:{action}", $"{Bucket}/{folder}/*"));
}
