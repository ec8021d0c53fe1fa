using System.Text.Json.Serialization;
using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.CloudTrail;

internal sealed class Trail
{
    public string? Name { get; set; }

    public string? TrailARN { get; set; }

    public string? HomeRegion { get; set; }

    public string? S3BucketName { get; set; }

    public string? S3KeyPrefix { get; set; }

    public bool? IncludeGlobalServiceEvents { get; set; }

    public bool? IsMultiRegionTrail { get; set; }

    public bool? IsOrganizationTrail { get; set; }

    public bool? LogFileValidationEnabled { get; set; }

    public bool? HasCustomEventSelectors { get; set; }

    public string? KmsKeyId { get; set; }

    public string? CloudWatchLogsLogGroupArn { get; set; }
}

internal sealed class EventSelector
{
    public string? ReadWriteType { get; set; }

    public bool? IncludeManagementEvents { get; set; }

    public List<DataResource>? DataResources { get; set; }
}

internal sealed class DataResource
{
    public string? Type { get; set; }

    public List<string>? Values { get; set; }
}

internal sealed class AdvancedEventSelector
{
    public string? Name { get; set; }

    public List<AdvancedFieldSelector>? FieldSelectors { get; set; }
}

internal sealed class AdvancedFieldSelector
{
    public string? Field { get; set; }

    [JsonPropertyName("Equals")]
    public List<string>? EqualsValue { get; set; }

    public List<string>? StartsWith { get; set; }
}

internal sealed class DescribeTrailsRequest : WireRequest
{
    [JsonPropertyName("includeShadowTrails")]
    public bool? IncludeShadowTrails { get; set; }

    [JsonPropertyName("trailNameList")]
    public List<string>? TrailNameList { get; set; }
}

internal sealed class DescribeTrailsResponse : AmazonWebServiceResponse
{
    [JsonPropertyName("trailList")]
    public List<Trail>? TrailList { get; set; }
}

internal sealed class GetTrailStatusRequest : WireRequest
{
    public string? Name { get; set; }
}

internal sealed class GetTrailStatusResponse : AmazonWebServiceResponse
{
    public bool? IsLogging { get; set; }

    public DateTime? LatestDeliveryTime { get; set; }

    public string? LatestDeliveryError { get; set; }

    public DateTime? LatestDigestDeliveryTime { get; set; }

    public string? LatestDigestDeliveryError { get; set; }

    public DateTime? StartLoggingTime { get; set; }

    public DateTime? StopLoggingTime { get; set; }
}

internal sealed class GetEventSelectorsRequest : WireRequest
{
    public string? TrailName { get; set; }
}

internal sealed class GetEventSelectorsResponse : AmazonWebServiceResponse
{
    public string? TrailARN { get; set; }

    public List<EventSelector>? EventSelectors { get; set; }

    public List<AdvancedEventSelector>? AdvancedEventSelectors { get; set; }
}
