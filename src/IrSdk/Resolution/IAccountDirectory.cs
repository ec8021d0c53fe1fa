using System.Collections.Immutable;

namespace IrSdk.Resolution;

/// <summary>What resolution asks of a provider: who is related to whom. Reads only.</summary>
public interface IAccountDirectory
{
    /// <summary>Fills in what the provider knows of a resource: tags, interfaces, volumes, role, owner.</summary>
    /// <returns>The resource with its attributes, or null when the provider has no such resource.</returns>
    ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken);

    /// <summary>The resources that one leads to. Their involvement is for the caller to decide.</summary>
    ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken);
}
