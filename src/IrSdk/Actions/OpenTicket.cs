namespace IrSdk;

/// <summary>Opens the incident's ticket, or updates it.</summary>
[Timeout(20)]
[Phrase("open ticket")]
public sealed record OpenTicket : NotifyingAction
{
    /// <summary>About an account's incident.</summary>
    public OpenTicket(Account account)
        : base(account) { }
}
