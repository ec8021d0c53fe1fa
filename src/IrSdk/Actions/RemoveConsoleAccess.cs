namespace IrSdk;

/// <summary>Deletes a user's console password and devices. Nothing brings them back.</summary>
[Disturbs(Evidence.Identity)]
[Irreversible]
[Timeout(15)]
[Phrase("remove console access")]
public sealed record RemoveConsoleAccess : ContainingAction
{
    /// <summary>Of a user.</summary>
    public RemoveConsoleAccess(IamUser user)
        : base(user) { }
}
