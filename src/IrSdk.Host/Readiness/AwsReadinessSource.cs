using IrSdk.Aws;

namespace IrSdk.Host.Readiness;

/// <summary>Asks the account of the host's credentials.</summary>
internal sealed class AwsReadinessSource(AwsOptions options) : IReadinessSource
{
    public string? NothingToAsk => null;

    public async Task<IReadOnlyList<ReadinessItem>> AskAsync(CancellationToken cancellationToken) => await AwsReadiness.CheckAsync(options, null, cancellationToken).ConfigureAwait(false);
}
