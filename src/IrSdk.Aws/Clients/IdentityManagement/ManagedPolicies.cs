using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class ManagedPolicy
{
    public string? PolicyName { get; set; }

    public string? Arn { get; set; }

    public string? DefaultVersionId { get; set; }

    public DateTime? CreateDate { get; set; }

    public DateTime? UpdateDate { get; set; }
}

internal sealed class PolicyVersion
{
    /// <summary>URL-encoded, as in the official package.</summary>
    public string? Document { get; set; }

    public string? VersionId { get; set; }

    public bool? IsDefaultVersion { get; set; }

    public DateTime? CreateDate { get; set; }
}

internal sealed class GetPolicyRequest : WireRequest
{
    public string? PolicyArn { get; set; }
}

internal sealed class GetPolicyResponse : AmazonWebServiceResponse
{
    public ManagedPolicy? Policy { get; set; }
}

internal sealed class GetPolicyVersionRequest : WireRequest
{
    public string? PolicyArn { get; set; }

    public string? VersionId { get; set; }
}

internal sealed class GetPolicyVersionResponse : AmazonWebServiceResponse
{
    public PolicyVersion? PolicyVersion { get; set; }
}
