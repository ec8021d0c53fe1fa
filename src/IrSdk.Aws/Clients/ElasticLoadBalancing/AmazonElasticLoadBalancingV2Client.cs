using IrSdk.Aws.Wire;

namespace IrSdk.Aws.ElasticLoadBalancingV2;

/// <summary>Application and network load balancers, with the names of the official package.</summary>
internal sealed class AmazonElasticLoadBalancingV2Client(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("Elastic Load Balancing v2", "elasticloadbalancing", "elasticloadbalancing", WireProtocol.Query) { ApiVersion = "2015-12-01" };

    public Task<DescribeTargetGroupsResponse> DescribeTargetGroupsAsync(DescribeTargetGroupsRequest request, CancellationToken cancellationToken = default) => CallAsync<DescribeTargetGroupsResponse>(request, cancellationToken);

    public Task<DescribeTargetHealthResponse> DescribeTargetHealthAsync(DescribeTargetHealthRequest request, CancellationToken cancellationToken = default) => CallAsync<DescribeTargetHealthResponse>(request, cancellationToken);

    public Task<RegisterTargetsResponse> RegisterTargetsAsync(RegisterTargetsRequest request, CancellationToken cancellationToken = default) => CallAsync<RegisterTargetsResponse>(request, cancellationToken);

    public Task<DeregisterTargetsResponse> DeregisterTargetsAsync(DeregisterTargetsRequest request, CancellationToken cancellationToken = default) => CallAsync<DeregisterTargetsResponse>(request, cancellationToken);
}
