namespace IrSdk;

/// <summary>Captures processes, connections, open files and /proc of an instance through its agent.</summary>
[Preserves(Evidence.Processes)]
[Needs(Channel.LiveResponse)]
[Timeout(60)]
[Phrase("capture processes")]
public sealed record CaptureProcesses : PreservingAction
{
    /// <summary>Of an instance.</summary>
    public CaptureProcesses(Instance instance)
        : base(instance) { }
}
