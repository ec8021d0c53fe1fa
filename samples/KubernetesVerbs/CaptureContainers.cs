using IrSdk;

namespace KubernetesVerbs;

/// <summary>Captures the containers of a node, their processes and logs, through the node's agent.</summary>
[Preserves(Evidence.Processes)]
[Needs(Channel.LiveResponse)]
[Timeout(45)]
[Phrase("capture containers")]
public sealed record CaptureContainers : PreservingAction
{
    /// <summary>Of a node.</summary>
    public CaptureContainers(Instance node)
        : base(node) { }
}
