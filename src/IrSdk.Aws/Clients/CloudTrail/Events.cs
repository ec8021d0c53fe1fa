using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.CloudTrail;

internal sealed class LookupAttribute
{
    public string? AttributeKey { get; set; }

    public string? AttributeValue { get; set; }
}

internal sealed class Event
{
    public string? EventId { get; set; }

    public string? EventName { get; set; }

    public string? EventSource { get; set; }

    public DateTime? EventTime { get; set; }

    public string? Username { get; set; }

    public string? AccessKeyId { get; set; }

    public string? ReadOnly { get; set; }

    public List<EventResource>? Resources { get; set; }

    public string? CloudTrailEvent { get; set; }
}

internal sealed class EventResource
{
    public string? ResourceType { get; set; }

    public string? ResourceName { get; set; }
}

internal sealed class LookupEventsRequest : WireRequest
{
    public List<LookupAttribute>? LookupAttributes { get; set; }

    public DateTime? StartTime { get; set; }

    public DateTime? EndTime { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class LookupEventsResponse : AmazonWebServiceResponse
{
    public List<Event>? Events { get; set; }

    public string? NextToken { get; set; }
}
