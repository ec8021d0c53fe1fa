using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class User
{
    public string? UserName { get; set; }

    public string? UserId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }

    public DateTime? CreateDate { get; set; }

    public DateTime? PasswordLastUsed { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public List<Tag>? Tags { get; set; }
}

internal sealed class Group
{
    public string? GroupName { get; set; }

    public string? GroupId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }
}

internal sealed class AttachedPermissionsBoundary
{
    public string? PermissionsBoundaryType { get; set; }

    public string? PermissionsBoundaryArn { get; set; }
}

internal sealed class Tag
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}

internal sealed class GetUserRequest : WireRequest
{
    public string? UserName { get; set; }
}

internal sealed class GetUserResponse : AmazonWebServiceResponse
{
    public User? User { get; set; }
}

internal sealed class ListUsersRequest : WireRequest
{
    public string? Marker { get; set; }

    public int? MaxItems { get; set; }
}

internal sealed class ListUsersResponse : AmazonWebServiceResponse
{
    public List<User>? Users { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListGroupsForUserRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListGroupsForUserResponse : AmazonWebServiceResponse
{
    public List<Group>? Groups { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}
