using IrSdk;

namespace KubernetesVerbs;

/// <summary>Cordons a node and evicts what runs on it.</summary>
[Disturbs(Evidence.Processes | Evidence.NetworkFlows)]
[UndoneBy(typeof(UncordonNode))]
[Timeout(60)]
[Phrase("drain node")]
public sealed record DrainNode : ContainingAction
{
    /// <summary>A node, with how long its pods may take to end.</summary>
    public DrainNode(Instance node, TimeSpan grace)
        : base(node) => Grace = grace;

    /// <summary>How long its pods may take to end.</summary>
    public TimeSpan Grace { get; }
}

/// <summary>Lets pods onto a node again.</summary>
[Timeout(15)]
[Phrase("uncordon node")]
public sealed record UncordonNode : RestoringAction
{
    /// <summary>A node.</summary>
    public UncordonNode(Instance node)
        : base(node) { }
}
