using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrSdk.Resolution;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>A provider whose every handler takes the same time and does nothing: what is left is the engine.</summary>
internal sealed class FixedAccount : IAccountDirectory
{
    public FixedAccount(TimeSpan latency) => Provider = new Provider("fixed", this)
        .Handle(new FixedHandler<CaptureIdentity>(latency, Entered))
        .Handle(new FixedHandler<CaptureProcesses>(latency, Entered))
        .Handle(new FixedHandler<ExportApiActivity>(latency, Entered))
        .Handle(new FixedHandler<ExportNetworkFlows>(latency, Entered))
        .Handle(new FixedHandler<SnapshotVolumes>(latency, Entered))
        .Handle(new FixedHandler<RevokeAccessKey>(latency, Entered))
        .Handle(new FixedHandler<RevokeSessions>(latency, Entered))
        .Handle(new FixedHandler<QuarantineInstance>(latency, Entered))
        .Handle(new FixedHandler<OpenTicket>(latency, Entered))
        .Handle(new FixedHandler<PageOnCall>(latency, Entered));

    public Provider Provider { get; }

    /// <summary>When the first handler of each incident was entered, as the clock's timestamp.</summary>
    public ConcurrentDictionary<IncidentId, long> Entered { get; } = new();

    public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) => new(resource);

    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) =>
        new(ImmutableArray<Resource>.Empty);
}
