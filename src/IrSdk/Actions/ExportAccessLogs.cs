namespace IrSdk;

/// <summary>Copies access logs out of the intruder's reach.</summary>
[Preserves(Evidence.AccessLogs)]
[Timeout(60)]
[Phrase("export access logs")]
public sealed record ExportAccessLogs : PreservingAction
{
    /// <summary>Of a bucket.</summary>
    public ExportAccessLogs(Bucket bucket)
        : base(bucket) { }

    /// <summary>Of a user's sign-ins.</summary>
    public ExportAccessLogs(IamUser user)
        : base(user) { }
}
