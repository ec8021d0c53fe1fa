namespace IrSdk;

/// <summary>Captures the memory of an instance through its agent. Writes to the disk, so snapshots go first.</summary>
[Preserves(Evidence.Memory)]
[Alters(Evidence.Volumes)]
[Needs(Channel.LiveResponse)]
[Timeout(300)]
[Phrase("capture memory")]
public sealed record CaptureMemory : PreservingAction
{
    /// <summary>Of an instance.</summary>
    public CaptureMemory(Instance instance)
        : base(instance) { }
}
