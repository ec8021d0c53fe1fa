using IrSdk.Aws;

namespace IrSdk.Host.Readiness;

/// <summary>A simulated account always has what a response needs, so asking it would tell nobody anything.</summary>
internal sealed class SimulatedReadiness : IReadinessSource
{
    public string NothingToAsk => "The host acts on simulated accounts, which have everything that a response needs; there is nothing to ask until Provider is aws.";

    public Task<IReadOnlyList<ReadinessItem>> AskAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ReadinessItem>>([]);
}
