using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class SimulatePrincipalPolicyRequest : WireRequest
{
    public string? PolicySourceArn { get; set; }

    public List<string>? ActionNames { get; set; }

    public List<string>? ResourceArns { get; set; }

    public List<string>? PolicyInputList { get; set; }

    public List<ContextEntry>? ContextEntries { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ContextEntry
{
    public string? ContextKeyName { get; set; }

    public string? ContextKeyType { get; set; }

    public List<string>? ContextKeyValues { get; set; }
}

internal sealed class SimulatePrincipalPolicyResponse : AmazonWebServiceResponse
{
    public List<EvaluationResult>? EvaluationResults { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class EvaluationResult
{
    public string? EvalActionName { get; set; }

    public string? EvalResourceName { get; set; }

    /// <summary><c>allowed</c>, <c>explicitDeny</c> or <c>implicitDeny</c>.</summary>
    public string? EvalDecision { get; set; }

    public List<ResourceSpecificResult>? ResourceSpecificResults { get; set; }
}

internal sealed class ResourceSpecificResult
{
    public string? EvalResourceName { get; set; }

    public string? EvalResourceDecision { get; set; }
}
