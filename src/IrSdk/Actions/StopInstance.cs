namespace IrSdk;

/// <summary>Stops an instance. Memory and instance store are gone.</summary>
[Disturbs(Evidence.Volumes | Evidence.Memory | Evidence.Processes | Evidence.NetworkFlows)]
[Severs(Channel.LiveResponse)]
[Irreversible]
[Timeout(60)]
[Phrase("stop")]
public sealed record StopInstance : ContainingAction
{
    /// <summary>Of an instance.</summary>
    public StopInstance(Instance instance)
        : base(instance) { }
}
