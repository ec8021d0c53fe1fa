using IrSdk.Aws.Wire;

namespace IrSdk.Aws.AutoScaling;

/// <summary>Auto Scaling, with the names of the official package.</summary>
internal sealed class AmazonAutoScalingClient(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("Auto Scaling", "autoscaling", "autoscaling", WireProtocol.Query) { ApiVersion = "2011-01-01" };

    public Task<DescribeAutoScalingInstancesResponse> DescribeAutoScalingInstancesAsync(DescribeAutoScalingInstancesRequest request, CancellationToken cancellationToken = default) => CallAsync<DescribeAutoScalingInstancesResponse>(request, cancellationToken);

    public Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken = default) => CallAsync<DescribeAutoScalingGroupsResponse>(request, cancellationToken);

    public Task<EnterStandbyResponse> EnterStandbyAsync(EnterStandbyRequest request, CancellationToken cancellationToken = default) => CallAsync<EnterStandbyResponse>(request, cancellationToken);

    public Task<ExitStandbyResponse> ExitStandbyAsync(ExitStandbyRequest request, CancellationToken cancellationToken = default) => CallAsync<ExitStandbyResponse>(request, cancellationToken);

    public Task<DetachInstancesResponse> DetachInstancesAsync(DetachInstancesRequest request, CancellationToken cancellationToken = default) => CallAsync<DetachInstancesResponse>(request, cancellationToken);

    public Task<AttachInstancesResponse> AttachInstancesAsync(AttachInstancesRequest request, CancellationToken cancellationToken = default) => CallAsync<AttachInstancesResponse>(request, cancellationToken);
}
