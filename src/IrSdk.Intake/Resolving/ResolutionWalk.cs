using System.Collections.Immutable;
using IrSdk.Resolution;

namespace IrSdk.Intake;

/// <summary>Follows leads until there are none, those to what the intruder holds first. Ends on cycles: a lead is followed once.</summary>
internal sealed class ResolutionWalk(IAccountDirectory directory, TimeWindow window, DateTimeOffset firstSeen)
{
    private readonly Findings findings = new();
    private readonly Queue<Lookup> urgent = new();
    private readonly Queue<Lookup> later = new();
    private readonly HashSet<(ResourceId From, Relation Relation, Involvement Gives, int Depth)> asked = [];

    public async Task<Findings> RunAsync(IEnumerable<Resource> named, CancellationToken cancellationToken)
    {
        await TakeAsync([.. named.Select(resource => (resource, 0))], cancellationToken).ConfigureAwait(false);
        while (NextLeads() is { Length: > 0 } leads)
        {
            var answers = await Task.WhenAll(leads.Select(lead => AskAsync(lead, cancellationToken))).ConfigureAwait(false);
            foreach (var (_, problem) in answers)
            {
                findings.Note(problem);
            }

            await TakeAsync([.. leads.Zip(answers).SelectMany(pair => Found(pair.First, pair.Second.Resources))], cancellationToken).ConfigureAwait(false);
        }

        return findings;
    }

    private Lookup[] NextLeads()
    {
        var queue = urgent.Count > 0 ? urgent : later;
        return [.. Enumerable.Range(0, Math.Min(queue.Count, ResolutionLimits.AtOnce)).Select(_ => queue.Dequeue())];
    }

    private IEnumerable<(Resource Resource, int Depth)> Found(Lookup lead, ImmutableArray<Resource> answer) => answer.Select(resource =>
        (MadeByIntruder(lead, resource) is { } key
            ? key with { Involvement = Involvement.Suspect, ChangedAt = key.CreatedAt, FoundBy = $"made for {lead.From.Id.Name} since the first alert" }
            : Minted(lead, resource with { Involvement = lead.Gives, FoundBy = lead.FoundBy }), lead.Depth));

    /// <summary>
    /// A user's key that is younger than the alert: how an intruder stays when the first key is taken away. What was captured of
    /// its user before does not have it, so it counts as changed when it was made. Null: it is none.
    /// </summary>
    private AccessKey? MadeByIntruder(Lookup lead, Resource resource) =>
        lead is { Relation: Relation.Keys, From.IsSuspect: true } && resource is AccessKey key && key.CreatedAt >= firstSeen ? key : null;

    private static Resource Minted(Lookup lead, Resource resource) =>
        lead.Relation == Relation.MintedSessions && lead.From is AccessKey or RoleSession && resource is RoleSession { MintedBy: null } session
            ? session with { MintedBy = lead.From.Id }
            : resource;

    private async Task TakeAsync(ImmutableArray<(Resource Resource, int Depth)> resources, CancellationToken cancellationToken)
    {
        var (news, unknown) = (new List<ResourceId>(), new List<Resource>());
        foreach (var (resource, depth) in resources)
        {
            if (findings.Add(resource, depth, out var isNew))
            {
                news.Add(resource.Id);
            }

            if (isNew)
            {
                unknown.Add(resource);
            }
        }

        foreach (var some in unknown.Chunk(ResolutionLimits.AtOnce))
        {
            var answers = await Task.WhenAll(some.Select(resource => DescribeAsync(resource, cancellationToken))).ConfigureAwait(false);
            foreach (var (described, problem) in answers)
            {
                findings.Describe(described);
                findings.Note(problem);
            }
        }

        foreach (var id in news.Distinct())
        {
            Follow(findings[id], findings.DepthOf(id));
        }
    }

    private void Follow(Resource resource, int depth)
    {
        foreach (var lead in Leads.Of(resource, depth))
        {
            if (lead.Depth > ResolutionLimits.MaxDepth)
            {
                if (lead.Gives == Involvement.Suspect)
                {
                    findings.Note(new($"{lead.Question} were not looked up, more than {ResolutionLimits.MaxDepth} steps from the alert; look for them by hand."));
                }
            }
            else if (asked.Add((lead.From.Id, lead.Relation, lead.Gives, lead.Depth)))
            {
                (lead.Gives == Involvement.Suspect ? urgent : later).Enqueue(lead);
            }
        }
    }

    // Questions run at once; what they answer is taken in one after the other, so nothing is shared between them.
    private async Task<(ImmutableArray<Resource> Resources, Problem? Problem)> AskAsync(Lookup lead, CancellationToken cancellationToken)
    {
        ImmutableArray<Resource> known = lead.Known is { } one ? [one] : [];
        try
        {
            var answer = await directory.RelatedAsync(lead.From, lead.Relation, window, cancellationToken).ConfigureAwait(false);
            return (answer.IsDefaultOrEmpty ? known : answer, null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // One failed look-up must not keep the response from what is known; the sentence goes to the page.
            return (known, new(lead.Question, $"could not be looked up ({error.Message}); look by hand."));
        }
    }

    private async Task<(Resource? Described, Problem? Problem)> DescribeAsync(Resource resource, CancellationToken cancellationToken)
    {
        try
        {
            var described = await directory.DescribeAsync(resource, cancellationToken).ConfigureAwait(false);
            return described switch
            {
                null => (null, new($"{resource} is not known to the provider; check its name, account and region.")),
                _ when described.Id != resource.Id => (null, new($"{resource} was described as {described}, so the description was left out; check the provider.")),
                _ => (described, null),
            };
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The resource is known by name, which is enough to act on it.
            return (null, new($"{resource}", $"could not be described ({error.Message}); check its tags and attributes by hand."));
        }
    }
}
