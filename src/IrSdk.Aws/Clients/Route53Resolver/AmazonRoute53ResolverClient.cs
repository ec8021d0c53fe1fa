using IrSdk.Aws.Wire;

namespace IrSdk.Aws.Route53Resolver;

/// <summary>Route 53 Resolver, with the names of the official package.</summary>
internal sealed class AmazonRoute53ResolverClient(ClientSetup setup) : WireClient(setup, Service)
{
    private static readonly WireService Service = new("Route53Resolver", "route53resolver", "route53resolver", WireProtocol.Json) { TargetPrefix = "Route53Resolver" };

    public Task<ListResolverQueryLogConfigsResponse> ListResolverQueryLogConfigsAsync(ListResolverQueryLogConfigsRequest request, CancellationToken cancellationToken = default) => CallAsync<ListResolverQueryLogConfigsResponse>(request, cancellationToken);

    public Task<ListResolverQueryLogConfigAssociationsResponse> ListResolverQueryLogConfigAssociationsAsync(ListResolverQueryLogConfigAssociationsRequest request, CancellationToken cancellationToken = default) => CallAsync<ListResolverQueryLogConfigAssociationsResponse>(request, cancellationToken);
}
