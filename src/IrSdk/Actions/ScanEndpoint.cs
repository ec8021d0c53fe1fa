namespace IrSdk;

/// <summary>Scans an instance for hostile code through its agent.</summary>
[Disturbs(Evidence.Volumes | Evidence.Processes)]
[Needs(Channel.LiveResponse)]
[Timeout(120)]
[Phrase("scan endpoint")]
public sealed record ScanEndpoint : ContainingAction
{
    /// <summary>Of an instance.</summary>
    public ScanEndpoint(Instance instance)
        : base(instance) { }
}
