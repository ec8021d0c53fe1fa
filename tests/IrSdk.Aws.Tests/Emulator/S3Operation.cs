using System.Web;

namespace IrSdk.Aws.Tests;

/// <summary>The operation that an S3 request is: method, subresource and headers say it together.</summary>
internal static class S3Operation
{
    private static readonly string[] Subresources =
    [
        "retention", "legal-hold", "object-lock", "versioning", "policy", "acl", "publicAccessBlock", "logging", "encryption", "tagging", "versions",
        "location", "lifecycle", "replication", "notification", "website", "cors", "ownershipControls", "policyStatus", "uploads", "delete",
    ];

    public static string Of(HttpRequestMessage request)
    {
        var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        // A subresource without a value has no key to the parser.
        var keys = query.AllKeys.Select(key => key ?? query[null!]).Concat((query[null!] ?? "").Split(',')).ToHashSet();
        var isObject = request.RequestUri.AbsolutePath.Trim('/').Contains('/', StringComparison.Ordinal);
        var what = Subresources.FirstOrDefault(keys.Contains);
        return (request.Method.Method, isObject, what) switch
        {
            ("GET", false, "object-lock") => "GetBucketObjectLockConfiguration",
            ("PUT", false, "object-lock") => "PutBucketObjectLockConfiguration",
            ("GET", false, "publicAccessBlock") => "GetBucketPublicAccessBlock",
            ("PUT" or "DELETE", false, "publicAccessBlock") => "PutBucketPublicAccessBlock",
            ("GET", false, "encryption") => "GetEncryptionConfiguration",
            ("GET", false, "versions") => "ListBucketVersions",
            ("GET", false, "lifecycle") => "GetLifecycleConfiguration",
            ("GET", false, "cors") => "GetBucketCORS",
            ("GET", false, "replication") => "GetReplicationConfiguration",
            ("GET", false, { } sub) => $"GetBucket{Pascal(sub)}",
            ("PUT", false, { } sub) => $"PutBucket{Pascal(sub)}",
            ("DELETE", false, { } sub) => $"DeleteBucket{Pascal(sub)}",
            ("GET", true, { } sub) => $"GetObject{Pascal(sub)}",
            ("PUT", true, { } sub) => $"PutObject{Pascal(sub)}",
            ("POST", _, "uploads") => "CreateMultipartUpload",
            ("HEAD", false, _) => "HeadBucket",
            ("HEAD", true, _) => keys.Contains("versionId") ? "HeadObjectVersion" : "HeadObject",
            ("GET", false, _) => request.RequestUri.AbsolutePath == "/" ? "ListAllMyBuckets" : "ListObjectsV2",
            ("GET", true, _) => keys.Contains("versionId") ? "GetObjectVersion" : "GetObject",
            ("PUT", true, _) => request.Headers.Contains("x-amz-copy-source") ? "CopyObject" : "PutObject",
            ("PUT", false, _) => "CreateBucket",
            ("POST", true, _) => "CompleteMultipartUpload",
            ("DELETE", true, _) => "DeleteObject",
            _ => $"{request.Method} {request.RequestUri.PathAndQuery}",
        };
    }

    private static string Pascal(string words) => string.Concat(words.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
