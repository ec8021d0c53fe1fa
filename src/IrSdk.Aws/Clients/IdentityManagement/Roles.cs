using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class Role
{
    public string? RoleName { get; set; }

    public string? RoleId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }

    public string? Description { get; set; }

    public DateTime? CreateDate { get; set; }

    public int? MaxSessionDuration { get; set; }

    /// <summary>URL-encoded, as in the official package.</summary>
    public string? AssumeRolePolicyDocument { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public RoleLastUsed? RoleLastUsed { get; set; }

    public List<Tag>? Tags { get; set; }
}

internal sealed class RoleLastUsed
{
    public DateTime? LastUsedDate { get; set; }

    public string? Region { get; set; }
}

internal sealed class GetRoleRequest : WireRequest
{
    public string? RoleName { get; set; }
}

internal sealed class GetRoleResponse : AmazonWebServiceResponse
{
    public Role? Role { get; set; }
}

internal sealed class ListRolesRequest : WireRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }
}

internal sealed class ListRolesResponse : AmazonWebServiceResponse
{
    public List<Role>? Roles { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class CreateRoleRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? Path { get; set; }

    public string? AssumeRolePolicyDocument { get; set; }

    public string? Description { get; set; }

    public List<Tag>? Tags { get; set; }
}

internal sealed class CreateRoleResponse : AmazonWebServiceResponse
{
    public Role? Role { get; set; }
}

internal sealed class DeleteRoleRequest : WireRequest
{
    public string? RoleName { get; set; }
}

internal sealed class DeleteRoleResponse : AmazonWebServiceResponse;
