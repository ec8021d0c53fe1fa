using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.AutoScaling;

internal sealed class AutoScalingInstanceDetails
{
    public string? InstanceId { get; set; }

    public string? AutoScalingGroupName { get; set; }

    public string? AvailabilityZone { get; set; }

    public string? LifecycleState { get; set; }

    public string? HealthStatus { get; set; }

    public bool? ProtectedFromScaleIn { get; set; }
}

internal sealed class AutoScalingGroup
{
    public string? AutoScalingGroupName { get; set; }

    public int? MinSize { get; set; }

    public int? MaxSize { get; set; }

    public int? DesiredCapacity { get; set; }

    public List<string>? TargetGroupARNs { get; set; }

    public List<string>? LoadBalancerNames { get; set; }
}

internal sealed class Activity
{
    public string? ActivityId { get; set; }

    public string? StatusCode { get; set; }

    public string? StatusMessage { get; set; }
}

internal sealed class DescribeAutoScalingInstancesRequest : WireRequest
{
    public List<string>? InstanceIds { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class DescribeAutoScalingInstancesResponse : AmazonWebServiceResponse
{
    public List<AutoScalingInstanceDetails>? AutoScalingInstances { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class DescribeAutoScalingGroupsRequest : WireRequest
{
    public List<string>? AutoScalingGroupNames { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class DescribeAutoScalingGroupsResponse : AmazonWebServiceResponse
{
    public List<AutoScalingGroup>? AutoScalingGroups { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class EnterStandbyRequest : WireRequest
{
    public List<string>? InstanceIds { get; set; }

    public string? AutoScalingGroupName { get; set; }

    public bool? ShouldDecrementDesiredCapacity { get; set; }
}

internal sealed class EnterStandbyResponse : AmazonWebServiceResponse
{
    public List<Activity>? Activities { get; set; }
}

internal sealed class ExitStandbyRequest : WireRequest
{
    public List<string>? InstanceIds { get; set; }

    public string? AutoScalingGroupName { get; set; }
}

internal sealed class ExitStandbyResponse : AmazonWebServiceResponse
{
    public List<Activity>? Activities { get; set; }
}

internal sealed class DetachInstancesRequest : WireRequest
{
    public List<string>? InstanceIds { get; set; }

    public string? AutoScalingGroupName { get; set; }

    public bool? ShouldDecrementDesiredCapacity { get; set; }
}

internal sealed class DetachInstancesResponse : AmazonWebServiceResponse
{
    public List<Activity>? Activities { get; set; }
}

internal sealed class AttachInstancesRequest : WireRequest
{
    public List<string>? InstanceIds { get; set; }

    public string? AutoScalingGroupName { get; set; }
}

internal sealed class AttachInstancesResponse : AmazonWebServiceResponse;
