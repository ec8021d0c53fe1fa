using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.CloudTrail;

// What only a rehearsal makes.
internal sealed class CreateTrailRequest : WireRequest
{
    public string? Name { get; set; }

    public string? S3BucketName { get; set; }

    public bool? IsMultiRegionTrail { get; set; }

    public bool? EnableLogFileValidation { get; set; }
}

internal sealed class CreateTrailResponse : AmazonWebServiceResponse
{
    public string? TrailARN { get; set; }
}

internal sealed class StartLoggingRequest : WireRequest
{
    public string? Name { get; set; }
}

internal sealed class StartLoggingResponse : AmazonWebServiceResponse;
