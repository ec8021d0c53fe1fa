using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class InstanceProfile
{
    public string? InstanceProfileName { get; set; }

    public string? InstanceProfileId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }

    public List<Role>? Roles { get; set; }

    public List<Tag>? Tags { get; set; }
}

internal sealed class ListInstanceProfilesForRoleRequest : WireRequest
{
    public string? RoleName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListInstanceProfilesForRoleResponse : AmazonWebServiceResponse
{
    public List<InstanceProfile>? InstanceProfiles { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class GetInstanceProfileRequest : WireRequest
{
    public string? InstanceProfileName { get; set; }
}

internal sealed class GetInstanceProfileResponse : AmazonWebServiceResponse
{
    public InstanceProfile? InstanceProfile { get; set; }
}

internal sealed class CreateInstanceProfileRequest : WireRequest
{
    public string? InstanceProfileName { get; set; }

    public string? Path { get; set; }

    public List<Tag>? Tags { get; set; }
}

internal sealed class CreateInstanceProfileResponse : AmazonWebServiceResponse
{
    public InstanceProfile? InstanceProfile { get; set; }
}

internal sealed class AddRoleToInstanceProfileRequest : WireRequest
{
    public string? InstanceProfileName { get; set; }

    public string? RoleName { get; set; }
}

internal sealed class AddRoleToInstanceProfileResponse : AmazonWebServiceResponse;
