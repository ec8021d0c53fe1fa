using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class AttachedPolicyType
{
    public string? PolicyName { get; set; }

    public string? PolicyArn { get; set; }
}

internal sealed class ListUserPoliciesRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListUserPoliciesResponse : AmazonWebServiceResponse
{
    public List<string>? PolicyNames { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListAttachedUserPoliciesRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListAttachedUserPoliciesResponse : AmazonWebServiceResponse
{
    public List<AttachedPolicyType>? AttachedPolicies { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class GetUserPolicyRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? PolicyName { get; set; }
}

internal sealed class GetUserPolicyResponse : AmazonWebServiceResponse
{
    public string? UserName { get; set; }

    public string? PolicyName { get; set; }

    /// <summary>URL-encoded, as in the official package.</summary>
    public string? PolicyDocument { get; set; }
}

internal sealed class PutUserPolicyRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? PolicyName { get; set; }

    public string? PolicyDocument { get; set; }
}

internal sealed class PutUserPolicyResponse : AmazonWebServiceResponse;

internal sealed class DeleteUserPolicyRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? PolicyName { get; set; }
}

internal sealed class DeleteUserPolicyResponse : AmazonWebServiceResponse;
