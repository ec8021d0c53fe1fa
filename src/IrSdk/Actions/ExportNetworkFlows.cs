namespace IrSdk;

/// <summary>Copies flow logs and name look-ups out of the intruder's reach.</summary>
[Preserves(Evidence.NetworkFlows | Evidence.DnsQueries)]
[Timeout(60)]
[Phrase("export network flows")]
public sealed record ExportNetworkFlows : PreservingAction
{
    /// <summary>Of an instance.</summary>
    public ExportNetworkFlows(Instance instance)
        : base(instance) { }

    /// <summary>Of a whole network.</summary>
    public ExportNetworkFlows(Vpc network)
        : base(network) { }
}
