namespace IrSdk;

/// <summary>Ends one role session, and no other.</summary>
[Disturbs(Evidence.Identity)]
[Severs(Channel.LiveResponse, On = Related.InstancesUsing)]
[UndoneBy(typeof(AllowSession))]
[Timeout(15)]
[Phrase("revoke session")]
public sealed record RevokeSession : ContainingAction
{
    /// <summary>Of a session.</summary>
    public RevokeSession(RoleSession session)
        : base(session) { }
}

/// <summary>Removes the deny of one role session.</summary>
[Disturbs(Evidence.Identity)]
[Timeout(15)]
[Phrase("allow session")]
public sealed record AllowSession : RestoringAction
{
    /// <summary>Of a session.</summary>
    public AllowSession(RoleSession session)
        : base(session) { }
}
