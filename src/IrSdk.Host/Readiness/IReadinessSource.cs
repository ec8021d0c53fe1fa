using IrSdk.Aws;

namespace IrSdk.Host.Readiness;

/// <summary>What a provider's accounts lack before an incident.</summary>
internal interface IReadinessSource
{
    /// <summary>Why there is nothing to ask, in a sentence. Null: there is.</summary>
    string? NothingToAsk { get; }

    /// <summary>Asks. Reads only.</summary>
    /// <exception cref="IrSdk.Runtime.ProviderException">Nothing can be asked at all; the message says why.</exception>
    Task<IReadOnlyList<ReadinessItem>> AskAsync(CancellationToken cancellationToken);
}
