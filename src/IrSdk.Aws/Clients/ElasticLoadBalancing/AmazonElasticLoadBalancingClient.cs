using IrSdk.Aws.Wire;

namespace IrSdk.Aws.ElasticLoadBalancing;

/// <summary>Classic load balancers, with the names of the official package.</summary>
internal sealed class AmazonElasticLoadBalancingClient(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("Elastic Load Balancing", "elasticloadbalancing", "elasticloadbalancing", WireProtocol.Query) { ApiVersion = "2012-06-01" };

    public Task<DescribeLoadBalancersResponse> DescribeLoadBalancersAsync(DescribeLoadBalancersRequest request, CancellationToken cancellationToken = default) => CallAsync<DescribeLoadBalancersResponse>(request, cancellationToken);

    public Task<RegisterInstancesWithLoadBalancerResponse> RegisterInstancesWithLoadBalancerAsync(RegisterInstancesWithLoadBalancerRequest request, CancellationToken cancellationToken = default) => CallAsync<RegisterInstancesWithLoadBalancerResponse>(request, cancellationToken);

    public Task<DeregisterInstancesFromLoadBalancerResponse> DeregisterInstancesFromLoadBalancerAsync(DeregisterInstancesFromLoadBalancerRequest request, CancellationToken cancellationToken = default) => CallAsync<DeregisterInstancesFromLoadBalancerResponse>(request, cancellationToken);
}
