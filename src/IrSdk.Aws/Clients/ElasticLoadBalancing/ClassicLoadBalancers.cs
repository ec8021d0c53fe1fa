using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.ElasticLoadBalancing;

internal sealed class LoadBalancerDescription
{
    public string? LoadBalancerName { get; set; }

    public string? VPCId { get; set; }

    public List<Instance>? Instances { get; set; }
}

internal sealed class Instance
{
    public string? InstanceId { get; set; }
}

internal sealed class DescribeLoadBalancersRequest : WireRequest
{
    public List<string>? LoadBalancerNames { get; set; }

    public string? Marker { get; set; }
}

internal sealed class DescribeLoadBalancersResponse : AmazonWebServiceResponse
{
    public List<LoadBalancerDescription>? LoadBalancerDescriptions { get; set; }

    public string? NextMarker { get; set; }
}

internal sealed class RegisterInstancesWithLoadBalancerRequest : WireRequest
{
    public string? LoadBalancerName { get; set; }

    public List<Instance>? Instances { get; set; }
}

internal sealed class RegisterInstancesWithLoadBalancerResponse : AmazonWebServiceResponse
{
    public List<Instance>? Instances { get; set; }
}

internal sealed class DeregisterInstancesFromLoadBalancerRequest : WireRequest
{
    public string? LoadBalancerName { get; set; }

    public List<Instance>? Instances { get; set; }
}

internal sealed class DeregisterInstancesFromLoadBalancerResponse : AmazonWebServiceResponse
{
    public List<Instance>? Instances { get; set; }
}
