namespace IrSdk.Planning;

/// <summary>Which of an incident's resources an effect falls on, and which resources a stage orders.</summary>
internal sealed class Relations(Incident incident)
{
    /// <summary>The resources of the incident that stand in a relation to an action's own.</summary>
    public IEnumerable<Resource> Of(Resource self, Related related) => related switch
    {
        Related.Self => [self],
        Related.Account => [incident.Accounts.FirstOrDefault(account => account.Account == self.Account) ?? new Account(self.Account)],
        Related.Owner => OwnerOf(self) is { } owner ? [owner] : [],
        Related.InstancesUsing => incident.Instances.Where(instance => Uses(instance, self)),
        Related.InstancesIn => self is Instance ? [self] : incident.Instances.Where(instance => Scope.Covers(self, instance)),
        _ => throw new ArgumentOutOfRangeException(nameof(related), related, "An effect falls on a relation that the planner does not know."),
    };

    /// <summary>Whether <c>Then</c> orders steps on the two: one covers the other, or one minted the other.</summary>
    /// <remarks>An account covers everything, so it would order everything: it is related to itself alone.</remarks>
    public bool AreRelated(Resource one, Resource other) =>
        one is Account || other is Account ? one.Id == other.Id : Scope.Overlap(one, other) || Minted(one, other) || Minted(other, one);

    private bool Minted(Resource minter, Resource minted) => minted switch
    {
        RoleSession session => IsMinter(minter, session),
        IamRole role => incident.Sessions.Any(session => Scope.Covers(role, session) && IsMinter(minter, session)),
        _ => false,
    };

    private bool IsMinter(Resource minter, RoleSession session) =>
        session.MintedBy is { } by && (by == minter.Id || incident.Resources.Any(resource => resource.Id == by && Scope.Covers(minter, resource)));

    private IamUser? OwnerOf(Resource self) => self is AccessKey { UserName: { } name } key
        ? incident.Users.FirstOrDefault(user => Scope.Covers(user, key)) ?? new IamUser(key.Account, name)
        : null;

    private static bool Uses(Instance instance, Resource identity) => instance.Account == identity.Account && identity switch
    {
        IamRole role => instance.RoleName == role.Name,
        RoleSession session => instance.RoleName == session.RoleName && session.SessionName == instance.Name,
        _ => false,
    };
}
