using Amazon.Runtime;
using IrSdk.Aws.Wire;

namespace IrSdk.Aws.Route53Resolver;

internal sealed class ResolverQueryLogConfig
{
    public string? Id { get; set; }

    public string? Arn { get; set; }

    public string? Name { get; set; }

    public string? OwnerId { get; set; }

    public string? Status { get; set; }

    public string? DestinationArn { get; set; }

    public int? AssociationCount { get; set; }
}

internal sealed class ResolverQueryLogConfigAssociation
{
    public string? Id { get; set; }

    public string? ResolverQueryLogConfigId { get; set; }

    public string? ResourceId { get; set; }

    public string? Status { get; set; }

    public string? Error { get; set; }

    public string? ErrorMessage { get; set; }
}

internal sealed class Filter
{
    public string? Name { get; set; }

    public List<string>? Values { get; set; }
}

internal sealed class ListResolverQueryLogConfigsRequest : WireRequest
{
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class ListResolverQueryLogConfigsResponse : AmazonWebServiceResponse
{
    public List<ResolverQueryLogConfig>? ResolverQueryLogConfigs { get; set; }

    public string? NextToken { get; set; }
}

internal sealed class ListResolverQueryLogConfigAssociationsRequest : WireRequest
{
    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    public List<Filter>? Filters { get; set; }
}

internal sealed class ListResolverQueryLogConfigAssociationsResponse : AmazonWebServiceResponse
{
    public List<ResolverQueryLogConfigAssociation>? ResolverQueryLogConfigAssociations { get; set; }

    public string? NextToken { get; set; }
}
