using System.Collections.Immutable;
using IrSdk.Resolution;

namespace IrSdk.Intake.Tests;

/// <summary>An account directory that is written down: who leads to whom, what is known, what fails.</summary>
internal sealed class PaperDirectory : IAccountDirectory
{
    private readonly Dictionary<(ResourceId, Relation), List<Resource>> leads = [];
    private readonly Dictionary<ResourceId, Resource> described = [];
    private readonly HashSet<(ResourceId, Relation)> failing = [];

    public List<(ResourceId From, Relation Relation, TimeWindow Window)> Asked { get; } = [];

    public PaperDirectory Leads(Resource from, Relation relation, params Resource[] to)
    {
        if (!leads.TryGetValue((from.Id, relation), out var list))
        {
            leads[(from.Id, relation)] = list = [];
        }

        list.AddRange(to);
        return this;
    }

    public PaperDirectory Knows(Resource resource)
    {
        described[resource.Id] = resource;
        return this;
    }

    public PaperDirectory Fails(Resource from, Relation relation)
    {
        failing.Add((from.Id, relation));
        return this;
    }

    public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) =>
        new(described.GetValueOrDefault(resource.Id, resource));

    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add((resource.Id, relation, window));
        return failing.Contains((resource.Id, relation))
            ? throw new InvalidOperationException("throttled")
            : new([.. leads.GetValueOrDefault((resource.Id, relation), [])]);
    }
}
