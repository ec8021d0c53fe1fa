namespace IrSdk.Simulation;

/// <summary>What the intruder holds, and what of it still works.</summary>
internal static class Footholds
{
    /// <summary>Whether what the intruder holds can still be used.</summary>
    public static bool Works(AccountState world, SimulatedResource held) => held.Held && held switch
    {
        SimulatedKey key => key.Active && User(world, key.Account, key.User) is not { Denied: true },
        SimulatedSession session => !session.Revoked && !IsDenied(Role(world, session.Account, session.Role)?.SessionsDeniedBefore, session.MintedAt),
        SimulatedRole role => role.SessionsDeniedBefore is null,
        SimulatedUser user => user is { Console: true, Denied: false, MfaRequired: false },
        SimulatedInstance instance => instance is { Power: PowerState.Running, IsIsolated: false, EgressBlocked: false }
            && world.Find(new Vpc(instance.Account, instance.Region, instance.Vpc ?? "-").Id) is not SimulatedVpc { EgressBlocked: true },
        SimulatedVpc network => !network.EgressBlocked,
        SimulatedBucket bucket => !bucket.Blocked,
        _ => false,
    };

    /// <summary>Everything that the intruder can still use, in order of its id.</summary>
    public static IEnumerable<SimulatedResource> Working(AccountState world) => world.All<SimulatedResource>().Where(one => Works(world, one));

    /// <summary>Whether the intruder can still call the account's API.</summary>
    public static bool CanCallApi(AccountState world) => Working(world).Any(one => one is SimulatedKey or SimulatedSession or SimulatedUser or SimulatedRole
        || (one is SimulatedInstance { Role: { } role } host && Role(world, host.Account, role) is { SessionsDeniedBefore: null }));

    /// <summary>Whether the responder's agent reaches an instance. Null: it does.</summary>
    public static string? AgentFailure(AccountState world, SimulatedInstance instance) => instance switch
    {
        { Agent: false } => $"{instance.Name} has no agent; install one, or leave the evidence out with Without(...)",
        { IsAgentCutOff: true } => $"the agent of {instance.Name} cannot be reached: the instance is cut off or stopped",
        { Role: { } role } when Role(world, instance.Account, role) is { SessionsDeniedBefore: not null } =>
            $"the agent of {instance.Name} cannot be reached: the sessions of role {role} are revoked",
        _ => null,
    };

    public static SimulatedUser? User(AccountState world, AccountId account, string name) => world.Find(new IamUser(account, name).Id) as SimulatedUser;

    public static SimulatedRole? Role(AccountState world, AccountId account, string name) => world.Find(new IamRole(account, name).Id) as SimulatedRole;

    private static bool IsDenied(DateTimeOffset? before, DateTimeOffset? minted) => before is { } limit && (minted is not { } at || at <= limit);
}
