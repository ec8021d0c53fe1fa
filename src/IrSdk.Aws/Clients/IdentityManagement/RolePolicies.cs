using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class ListRolePoliciesRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<string>? PolicyNames { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListAttachedRolePoliciesRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListAttachedRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<AttachedPolicyType>? AttachedPolicies { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class GetRolePolicyRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? PolicyName { get; set; }
}

internal sealed class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string? RoleName { get; set; }

    public string? PolicyName { get; set; }

    /// <summary>URL-encoded, as in the official package.</summary>
    public string? PolicyDocument { get; set; }
}

internal sealed class PutRolePolicyRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? PolicyName { get; set; }

    public string? PolicyDocument { get; set; }
}

internal sealed class PutRolePolicyResponse : AmazonWebServiceResponse;

internal sealed class DeleteRolePolicyRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? PolicyName { get; set; }
}

internal sealed class DeleteRolePolicyResponse : AmazonWebServiceResponse;
