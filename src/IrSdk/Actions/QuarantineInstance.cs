namespace IrSdk;

/// <summary>Moves every network interface of an instance to a group without egress.</summary>
[Disturbs(Evidence.NetworkFlows | Evidence.Processes | Evidence.Volumes)]
[Severs(Channel.LiveResponse, Unless = nameof(KeepLiveResponse))]
[UndoneBy(typeof(ReleaseInstance))]
[Timeout(30)]
[Phrase("quarantine")]
public sealed record QuarantineInstance : ContainingAction
{
    /// <summary>Of an instance.</summary>
    public QuarantineInstance(Instance instance, bool keepLiveResponse = false)
        : base(instance) => KeepLiveResponse = keepLiveResponse;

    /// <summary>Whether the isolation group still lets the responder's agent through. Default: false.</summary>
    public bool KeepLiveResponse { get; }
}

/// <summary>Gives every network interface the groups back that it had.</summary>
[Disturbs(Evidence.NetworkFlows)]
[Timeout(30)]
[Phrase("release")]
public sealed record ReleaseInstance : RestoringAction
{
    /// <summary>Of an instance.</summary>
    public ReleaseInstance(Instance instance)
        : base(instance) { }
}
