namespace IrSdk;

/// <summary>Terminates an instance. Nothing brings it back.</summary>
[Disturbs(Evidence.Volumes | Evidence.Memory | Evidence.Processes | Evidence.NetworkFlows)]
[Severs(Channel.LiveResponse)]
[Irreversible]
[Timeout(60)]
[Phrase("terminate")]
public sealed record TerminateInstance : ContainingAction
{
    /// <summary>Of an instance.</summary>
    public TerminateInstance(Instance instance)
        : base(instance) { }
}
