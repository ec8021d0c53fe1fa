using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

// What only a rehearsal makes and removes.
internal sealed class CreateUserRequest : WireRequest
{
    public string? UserName { get; set; }

    public List<Tag>? Tags { get; set; }
}

internal sealed class CreateUserResponse : AmazonWebServiceResponse
{
    public User? User { get; set; }
}

internal sealed class DeleteUserRequest : WireRequest
{
    public string? UserName { get; set; }
}

internal sealed class DeleteUserResponse : AmazonWebServiceResponse;

internal sealed class CreateAccessKeyRequest : WireRequest
{
    public string? UserName { get; set; }
}

/// <summary>The secret is in the answer too; it is not read.</summary>
internal sealed class CreateAccessKeyResponse : AmazonWebServiceResponse
{
    public AccessKeyMetadata? AccessKey { get; set; }
}

internal sealed class DeleteAccessKeyRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? AccessKeyId { get; set; }
}

internal sealed class DeleteAccessKeyResponse : AmazonWebServiceResponse;

internal sealed class CreateLoginProfileRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? Password { get; set; }

    public bool? PasswordResetRequired { get; set; }
}

internal sealed class CreateLoginProfileResponse : AmazonWebServiceResponse
{
    public LoginProfile? LoginProfile { get; set; }
}

internal sealed class RemoveRoleFromInstanceProfileRequest : WireRequest
{
    public string? InstanceProfileName { get; set; }

    public string? RoleName { get; set; }
}

internal sealed class RemoveRoleFromInstanceProfileResponse : AmazonWebServiceResponse;

internal sealed class DeleteInstanceProfileRequest : WireRequest
{
    public string? InstanceProfileName { get; set; }
}

internal sealed class DeleteInstanceProfileResponse : AmazonWebServiceResponse;
