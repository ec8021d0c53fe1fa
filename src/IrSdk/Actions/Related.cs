namespace IrSdk;

/// <summary>Which resources an effect falls on, seen from the action's own resource.</summary>
public enum Related
{
    /// <summary>The action's own resource.</summary>
    Self,

    /// <summary>The account that owns it.</summary>
    Account,

    /// <summary>The user that owns it (an access key's).</summary>
    Owner,

    /// <summary>The instances that run under it (a role's, or a session's role's).</summary>
    InstancesUsing,

    /// <summary>The instances in it (a network's); an instance itself.</summary>
    InstancesIn,
}
