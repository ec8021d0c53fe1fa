namespace IrSdk;

/// <summary>Ends every session that was issued before now, whoever holds it.</summary>
[Disturbs(Evidence.Identity)]
[Severs(Channel.LiveResponse, On = Related.InstancesUsing)]
[UndoneBy(typeof(AllowSessions))]
[Timeout(15)]
[Phrase("revoke sessions")]
public sealed record RevokeSessions : ContainingAction
{
    /// <summary>Of a role.</summary>
    public RevokeSessions(IamRole role)
        : base(role) { }

    /// <summary>Of a user.</summary>
    public RevokeSessions(IamUser user)
        : base(user) { }
}

/// <summary>Removes the deny of older sessions.</summary>
[Disturbs(Evidence.Identity)]
[Timeout(15)]
[Phrase("allow sessions")]
public sealed record AllowSessions : RestoringAction
{
    /// <summary>Of a role.</summary>
    public AllowSessions(IamRole role)
        : base(role) { }

    /// <summary>Of a user.</summary>
    public AllowSessions(IamUser user)
        : base(user) { }
}
