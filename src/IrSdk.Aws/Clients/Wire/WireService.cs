using Amazon;

namespace IrSdk.Aws.Wire;

/// <summary>What differs between services that the SDK's packages do not cover here; everything else is its own pipeline.</summary>
/// <param name="ServiceId">The SDK's service id; it also names <c>AWS_ENDPOINT_URL_…</c>.</param>
/// <param name="SigningName">The name in signatures.</param>
/// <param name="HostPrefix">The first label of the endpoint's name.</param>
/// <param name="Protocol">How calls are written.</param>
internal sealed record WireService(string ServiceId, string SigningName, string HostPrefix, WireProtocol Protocol)
{
    /// <summary>The API version, for the query protocol.</summary>
    public string ApiVersion { get; init; } = "";

    /// <summary>What stands before the operation in <c>X-Amz-Target</c>, for the JSON protocol.</summary>
    public string TargetPrefix { get; init; } = "";

    /// <summary>Whether a partition has one endpoint, signed for its home region.</summary>
    public bool IsGlobal { get; init; }

    public string Endpoint(RegionEndpoint region) => !IsGlobal
        ? $"https://{HostPrefix}.{region.SystemName}.{region.PartitionDnsSuffix}/"
        : region.PartitionName switch
        {
            "aws-cn" => $"https://{HostPrefix}.cn-north-1.amazonaws.com.cn/",
            "aws-us-gov" => $"https://{HostPrefix}.us-gov.amazonaws.com/",
            _ => $"https://{HostPrefix}.amazonaws.com/",
        };

    public string SigningRegion(RegionEndpoint region) => !IsGlobal
        ? region.SystemName
        : region.PartitionName switch
        {
            "aws-cn" => "cn-north-1",
            "aws-us-gov" => "us-gov-west-1",
            _ => "us-east-1",
        };
}

internal enum WireProtocol
{
    /// <summary>A form with <c>Action</c>, answered in XML.</summary>
    Query,

    /// <summary>JSON 1.1 with the operation in a header.</summary>
    Json,

    /// <summary>JSON with the operation in method and path.</summary>
    RestJson,
}
