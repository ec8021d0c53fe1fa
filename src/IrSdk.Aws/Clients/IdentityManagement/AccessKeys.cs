using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class AccessKeyMetadata
{
    public string? UserName { get; set; }

    public string? AccessKeyId { get; set; }

    /// <summary><c>Active</c> or <c>Inactive</c>.</summary>
    public string? Status { get; set; }

    public DateTime? CreateDate { get; set; }
}

internal sealed class AccessKeyLastUsed
{
    public DateTime? LastUsedDate { get; set; }

    public string? Region { get; set; }

    public string? ServiceName { get; set; }
}

internal sealed class ListAccessKeysRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListAccessKeysResponse : AmazonWebServiceResponse
{
    public List<AccessKeyMetadata>? AccessKeyMetadata { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class GetAccessKeyLastUsedRequest : WireRequest
{
    public string? AccessKeyId { get; set; }
}

internal sealed class GetAccessKeyLastUsedResponse : AmazonWebServiceResponse
{
    public string? UserName { get; set; }

    public AccessKeyLastUsed? AccessKeyLastUsed { get; set; }
}

internal sealed class UpdateAccessKeyRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? AccessKeyId { get; set; }

    public string? Status { get; set; }
}

internal sealed class UpdateAccessKeyResponse : AmazonWebServiceResponse;
