using System.Collections.Immutable;
using IrSdk.Resolution;

namespace IrSdk.Simulation;

/// <summary>Answers resolution from the world as it is now.</summary>
internal sealed class SimulatedDirectory(AccountState world) : IAccountDirectory
{
    public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken)
    {
        var known = world.Find(resource.Id)?.Describe();
        return new(known is null ? null : known with
        {
            Involvement = resource.Involvement,
            FoundBy = resource.FoundBy,
            ChangedAt = resource.ChangedAt,
        });
    }

    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) =>
        new([.. Related(resource, relation, window).Select(one => one.Describe())]);

    private IEnumerable<SimulatedResource> Related(Resource resource, Relation relation, TimeWindow window) => (relation, world.Find(resource.Id)) switch
    {
        (Relation.Owner, SimulatedKey key) => world.All<SimulatedUser>().Where(user => user.Account == key.Account && user.Name == key.User),
        (Relation.Keys, SimulatedUser user) => KeysOf(user),
        (Relation.MintedSessions, SimulatedUser user) => KeysOf(user).SelectMany(key => MintedBy(key.Name, window)),
        (Relation.MintedSessions, SimulatedKey or SimulatedSession) => MintedBy(resource.Id.Name, window),
        (Relation.Role, SimulatedSession session) => RolesNamed(session.Account, session.Role),
        (Relation.Role, SimulatedInstance instance) => RolesNamed(instance.Account, instance.Role),
        (Relation.InstanceOfOrigin, SimulatedKey key) => InstancesNamed(key.UsedFrom),
        (Relation.InstanceOfOrigin, SimulatedSession session) => InstancesNamed(session.UsedFrom),
        (Relation.InstancesUsing, SimulatedRole role) => world.All<SimulatedInstance>().Where(one => one.Account == role.Account && one.Role == role.Name),
        (Relation.Network, SimulatedInstance instance) => world.All<SimulatedVpc>().Where(vpc => vpc.Account == instance.Account && vpc.Name == instance.Vpc),
        _ => [],
    };

    private IEnumerable<SimulatedKey> KeysOf(SimulatedUser user) =>
        world.All<SimulatedKey>().Where(key => key.Account == user.Account && key.User == user.Name);

    private IEnumerable<SimulatedSession> MintedBy(string minter, TimeWindow window) => world.All<SimulatedSession>().Where(session =>
        session.MintedBy == minter && (session.MintedAt is not { } at || (at >= window.From && at <= window.To)));

    private IEnumerable<SimulatedRole> RolesNamed(AccountId account, string? name) =>
        world.All<SimulatedRole>().Where(role => role.Account == account && role.Name == name);

    private IEnumerable<SimulatedInstance> InstancesNamed(ImmutableArray<string> names) =>
        world.All<SimulatedInstance>().Where(instance => names.Contains(instance.Name));
}
