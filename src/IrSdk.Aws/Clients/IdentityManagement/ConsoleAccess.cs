using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.IdentityManagement;

internal sealed class MFADevice
{
    public string? UserName { get; set; }

    public string? SerialNumber { get; set; }

    public DateTime? EnableDate { get; set; }
}

internal sealed class LoginProfile
{
    public string? UserName { get; set; }

    public DateTime? CreateDate { get; set; }

    public bool? PasswordResetRequired { get; set; }
}

internal sealed class ListMFADevicesRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? Marker { get; set; }
}

internal sealed class ListMFADevicesResponse : AmazonWebServiceResponse
{
    public List<MFADevice>? MFADevices { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

internal sealed class DeactivateMFADeviceRequest : WireRequest
{
    public string? UserName { get; set; }

    public string? SerialNumber { get; set; }
}

internal sealed class DeactivateMFADeviceResponse : AmazonWebServiceResponse;

internal sealed class GetLoginProfileRequest : WireRequest
{
    public string? UserName { get; set; }
}

internal sealed class GetLoginProfileResponse : AmazonWebServiceResponse
{
    public LoginProfile? LoginProfile { get; set; }
}

internal sealed class DeleteLoginProfileRequest : WireRequest
{
    public string? UserName { get; set; }
}

internal sealed class DeleteLoginProfileResponse : AmazonWebServiceResponse;
