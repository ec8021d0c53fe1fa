namespace IrSdk;

/// <summary>Pages whoever is on call, or updates the incident's page.</summary>
[Timeout(20)]
[Phrase("page on-call")]
public sealed record PageOnCall : NotifyingAction
{
    /// <summary>About an account's incident.</summary>
    public PageOnCall(Account account)
        : base(account) { }
}
