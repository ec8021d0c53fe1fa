using System.Text.Json.Serialization;
using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.GuardDuty;

internal sealed class Finding
{
    public string? Id { get; set; }

    public string? Arn { get; set; }

    public string? AccountId { get; set; }

    public string? Region { get; set; }

    public string? Type { get; set; }

    public double? Severity { get; set; }

    public string? Title { get; set; }

    public string? Description { get; set; }

    public string? CreatedAt { get; set; }

    public string? UpdatedAt { get; set; }
}

internal sealed class ListDetectorsRequest : WireRequest
{
    public override string HttpMethod => "GET";

    public override string HttpPath => "/detector";
}

internal sealed class ListDetectorsResponse : AmazonWebServiceResponse
{
    public List<string>? DetectorIds { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class GetFindingsRequest : WireRequest
{
    public List<string>? FindingIds { get; set; }

    [JsonIgnore]
    public string? DetectorId { get; set; }

    public override string HttpPath => $"/detector/{Uri.EscapeDataString(DetectorId ?? "")}/findings/get";
}

internal sealed class GetFindingsResponse : AmazonWebServiceResponse
{
    public List<Finding>? Findings { get; set; }
}
