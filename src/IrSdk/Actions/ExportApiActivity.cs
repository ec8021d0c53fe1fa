namespace IrSdk;

/// <summary>Copies the account's API audit log out of the intruder's reach.</summary>
[Preserves(Evidence.ApiActivity)]
[Timeout(90)]
[Phrase("export API activity")]
public sealed record ExportApiActivity : PreservingAction
{
    /// <summary>The last <paramref name="window"/> of an account.</summary>
    public ExportApiActivity(Account account, TimeSpan window)
        : base(account) => Window = window;

    /// <summary>How far back, from the moment that the step runs. Default of the verb: 72 hours.</summary>
    public TimeSpan Window { get; }
}
