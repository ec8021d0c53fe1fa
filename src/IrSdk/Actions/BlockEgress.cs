namespace IrSdk;

/// <summary>Blocks all traffic that leaves.</summary>
[Disturbs(Evidence.NetworkFlows)]
[Severs(Channel.LiveResponse, On = Related.InstancesIn)]
[UndoneBy(typeof(AllowEgress))]
[Timeout(30)]
[Phrase("block egress")]
public sealed record BlockEgress : ContainingAction
{
    /// <summary>From an instance.</summary>
    public BlockEgress(Instance instance)
        : base(instance) { }

    /// <summary>From a whole network.</summary>
    public BlockEgress(Vpc network)
        : base(network) { }
}

/// <summary>Lets traffic leave again as before.</summary>
[Disturbs(Evidence.NetworkFlows)]
[Timeout(30)]
[Phrase("allow egress")]
public sealed record AllowEgress : RestoringAction
{
    /// <summary>From an instance.</summary>
    public AllowEgress(Instance instance)
        : base(instance) { }

    /// <summary>From a whole network.</summary>
    public AllowEgress(Vpc network)
        : base(network) { }
}
