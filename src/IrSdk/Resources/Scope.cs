namespace IrSdk;

/// <summary>Which resource covers which: evidence that is secured on the wider one counts for the narrower.</summary>
public static class Scope
{
    /// <summary>
    /// Whether <paramref name="wider"/> is, or contains, <paramref name="narrower"/>:
    /// account over everything in it, network over instance, user over access key, role over session.
    /// </summary>
    public static bool Covers(Resource wider, Resource narrower)
    {
        ArgumentNullException.ThrowIfNull(wider);
        ArgumentNullException.ThrowIfNull(narrower);
        return wider.Id == narrower.Id || Covers(wider.Id, narrower);
    }

    /// <inheritdoc cref="Covers(Resource, Resource)"/>
    public static bool Covers(ResourceId wider, Resource narrower)
    {
        ArgumentNullException.ThrowIfNull(narrower);
        return wider == narrower.Id || (wider.Account == narrower.Account && (wider.Type == Account.TypeName || narrower switch
        {
            Instance instance => wider.Type == Vpc.TypeName && wider.Name == instance.VpcName && wider.Region == instance.Region,
            AccessKey key => wider.Type == IamUser.TypeName && wider.Name == key.UserName,
            RoleSession session => wider.Type == IamRole.TypeName && wider.Name == session.RoleName,
            _ => false,
        }));
    }

    /// <summary>Whether one of the two covers the other.</summary>
    public static bool Overlap(Resource one, Resource other) => Covers(one, other) || Covers(other, one);

    /// <summary>The ids of all that covers a resource, but not its own.</summary>
    internal static IEnumerable<ResourceId> WiderThan(Resource resource)
    {
        if (resource is not Account)
        {
            yield return new Account(resource.Account).Id;
        }

        if (resource switch
        {
            Instance { VpcName: { } vpc } instance => new Vpc(instance.Account, instance.Region, vpc).Id,
            AccessKey { UserName: { } user } key => new IamUser(key.Account, user).Id,
            RoleSession session => new IamRole(session.Account, session.RoleName).Id,
            _ => (ResourceId?)null,
        } is { } wider)
        {
            yield return wider;
        }
    }

    /// <summary>The kinds of evidence that a resource can have.</summary>
    public static Evidence EvidenceOf(Resource resource) => resource switch
    {
        Account => Evidence.ApiActivity,
        Vpc => Evidence.NetworkFlows | Evidence.DnsQueries,
        Instance => Evidence.Volumes | Evidence.Memory | Evidence.Processes | Evidence.NetworkFlows | Evidence.DnsQueries,
        IamUser => Evidence.Identity | Evidence.AccessLogs,
        AccessKey or IamRole or RoleSession => Evidence.Identity,
        Bucket => Evidence.AccessLogs | Evidence.BucketState,
        _ => Evidence.None,
    };
}
