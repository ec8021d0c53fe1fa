namespace IrSdk;

/// <summary>Sets a key inactive (never deletes it: its last use is evidence) and denies everything to its user.</summary>
[Disturbs(Evidence.Identity)]
[Disturbs(Evidence.Identity, On = Related.Owner)]
[UndoneBy(typeof(ReactivateAccessKey))]
[Timeout(15)]
[Phrase("revoke key")]
public sealed record RevokeAccessKey : ContainingAction
{
    /// <summary>Of an access key.</summary>
    public RevokeAccessKey(AccessKey key)
        : base(key) { }
}

/// <summary>Sets a key active again and removes the deny.</summary>
[Disturbs(Evidence.Identity)]
[Disturbs(Evidence.Identity, On = Related.Owner)]
[Timeout(15)]
[Phrase("reactivate key")]
public sealed record ReactivateAccessKey : RestoringAction
{
    /// <summary>Of an access key.</summary>
    public ReactivateAccessKey(AccessKey key)
        : base(key) { }
}
