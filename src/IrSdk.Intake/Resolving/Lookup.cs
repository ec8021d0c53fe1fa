using IrSdk.Resolution;

namespace IrSdk.Intake;

/// <summary>One question to the directory, and what its answer means for the incident.</summary>
/// <param name="From">The resource that leads there.</param>
/// <param name="Relation">How.</param>
/// <param name="Gives">The involvement of what is found.</param>
/// <param name="Depth">The steps from what an alert names to what is found.</param>
internal sealed record Lookup(Resource From, Relation Relation, Involvement Gives, int Depth)
{
    /// <summary>How what is found was found.</summary>
    public string FoundBy => Relation switch
    {
        Relation.Owner => $"owner of {From.Id.Name}",
        Relation.Keys => $"key of {From.Id.Name}",
        Relation.MintedSessions => $"assumed by {From.Id.Name}",
        Relation.Role => $"role of {From.Id.Name}",
        Relation.InstanceOfOrigin => $"origin of {From.Id.Name}",
        Relation.InstancesUsing => $"runs under {From.Id.Name}",
        _ => $"network of {From.Id.Name}",
    };

    /// <summary>What was asked, as a sentence part.</summary>
    public string Question => Relation switch
    {
        Relation.Owner => $"The owner of {From}",
        Relation.Keys => $"The keys of {From}",
        Relation.MintedSessions => $"The role sessions that {From} minted",
        Relation.Role => $"The role of {From}",
        Relation.InstanceOfOrigin => $"The instance that {From} was used from",
        Relation.InstancesUsing => $"The instances that run under {From}",
        _ => $"The network of {From}",
    };

    /// <summary>What is known of the answer without the directory.</summary>
    public Resource? Known => (Relation, From) switch
    {
        (Relation.Owner, AccessKey { UserName: { } user }) => new IamUser(From.Account, user),
        (Relation.Role, RoleSession session) => new IamRole(From.Account, session.RoleName),
        (Relation.Role, Instance { RoleName: { } role }) => new IamRole(From.Account, role),
        (Relation.Network, Instance { VpcName: { } vpc } instance) => new Vpc(From.Account, instance.Region, vpc),
        _ => null,
    };
}
