using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.ElasticLoadBalancingV2;

internal sealed class TargetGroup
{
    public string? TargetGroupArn { get; set; }

    public string? TargetGroupName { get; set; }

    public string? TargetType { get; set; }

    public string? VpcId { get; set; }

    public int? Port { get; set; }

    public List<string>? LoadBalancerArns { get; set; }
}

internal sealed class TargetDescription
{
    public string? Id { get; set; }

    public int? Port { get; set; }

    public string? AvailabilityZone { get; set; }
}

internal sealed class TargetHealthDescription
{
    public TargetDescription? Target { get; set; }

    public TargetHealth? TargetHealth { get; set; }
}

internal sealed class TargetHealth
{
    public string? State { get; set; }

    public string? Reason { get; set; }

    public string? Description { get; set; }
}

internal sealed class DescribeTargetGroupsRequest : WireRequest
{
    public string? LoadBalancerArn { get; set; }

    public List<string>? TargetGroupArns { get; set; }

    public List<string>? Names { get; set; }

    public string? Marker { get; set; }
}

internal sealed class DescribeTargetGroupsResponse : AmazonWebServiceResponse
{
    public List<TargetGroup>? TargetGroups { get; set; }

    public string? NextMarker { get; set; }
}

internal sealed class DescribeTargetHealthRequest : WireRequest
{
    public string? TargetGroupArn { get; set; }

    public List<TargetDescription>? Targets { get; set; }
}

internal sealed class DescribeTargetHealthResponse : AmazonWebServiceResponse
{
    public List<TargetHealthDescription>? TargetHealthDescriptions { get; set; }
}

internal sealed class RegisterTargetsRequest : WireRequest
{
    public string? TargetGroupArn { get; set; }

    public List<TargetDescription>? Targets { get; set; }
}

internal sealed class RegisterTargetsResponse : AmazonWebServiceResponse;

internal sealed class DeregisterTargetsRequest : WireRequest
{
    public string? TargetGroupArn { get; set; }

    public List<TargetDescription>? Targets { get; set; }
}

internal sealed class DeregisterTargetsResponse : AmazonWebServiceResponse;
