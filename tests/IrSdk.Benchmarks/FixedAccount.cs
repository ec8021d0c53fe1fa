using System.Collections.Immutable;
using IrSdk.Resolution;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>A provider whose every handler takes the same time and does nothing: what is left is the engine.</summary>
internal sealed class FixedAccount : IAccountDirectory
{
    public FixedAccount(TimeSpan latency) => Provider = new Provider("fixed", this)
        .Handle(new FixedHandler<CaptureIdentity>(latency, Calls))
        .Handle(new FixedHandler<CaptureProcesses>(latency, Calls))
        .Handle(new FixedHandler<ExportApiActivity>(latency, Calls))
        .Handle(new FixedHandler<ExportNetworkFlows>(latency, Calls))
        .Handle(new FixedHandler<SnapshotVolumes>(latency, Calls))
        .Handle(new FixedHandler<RevokeAccessKey>(latency, Calls))
        .Handle(new FixedHandler<RevokeSessions>(latency, Calls))
        .Handle(new FixedHandler<QuarantineInstance>(latency, Calls))
        .Handle(new FixedHandler<OpenTicket>(latency, Calls))
        .Handle(new FixedHandler<PageOnCall>(latency, Calls));

    public Provider Provider { get; }

    /// <summary>When its handlers were called.</summary>
    public Calls Calls { get; } = new();

    public ValueTask<Resource?> DescribeAsync(Resource resource, CancellationToken cancellationToken) => new(resource);

    public ValueTask<ImmutableArray<Resource>> RelatedAsync(Resource resource, Relation relation, TimeWindow window, CancellationToken cancellationToken) =>
        new(ImmutableArray<Resource>.Empty);
}
