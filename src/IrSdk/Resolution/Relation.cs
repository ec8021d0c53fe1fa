namespace IrSdk.Resolution;

/// <summary>How one resource leads to another, from what an alert names to what must be acted on.</summary>
public enum Relation
{
    /// <summary>From an access key to its user.</summary>
    Owner,

    /// <summary>From a user to its access keys.</summary>
    Keys,

    /// <summary>From a key, a user or a session to the role sessions that it minted in the time window.</summary>
    MintedSessions,

    /// <summary>From a session or an instance to its role.</summary>
    Role,

    /// <summary>From a key or a session to the instances that it was used from in the time window.</summary>
    InstanceOfOrigin,

    /// <summary>From a role to the instances that run under it.</summary>
    InstancesUsing,

    /// <summary>From an instance to its network.</summary>
    Network,
}
