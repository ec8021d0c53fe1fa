using System.Diagnostics.CodeAnalysis;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>AWS as a provider.</summary>
public static class AwsProvider
{
    /// <summary>
    /// Checks before anything is done what would fail every step later: that the regions of the options exist, and that the evidence
    /// bucket is in its region. What cannot be asked holds nothing up, and a caller in a hurry need not wait for the end.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ProviderException">They cannot be meant; the message says what to correct.</exception>
    public static async Task RequireUsableAsync(AwsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var accounts = new AwsAccounts(options);
        try
        {
            await Task.WhenAll(accounts.Regions.Select(region => accounts.RequireRegionAsync(region, cancellationToken))).ConfigureAwait(false);
            if (options.EvidenceBucket is not null)
            {
                using var store = await accounts.EnterStoreAsync(null, cancellationToken).ConfigureAwait(false);
                await EvidencePlace.RequireHereAsync(store, options.EvidenceBucket, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ProviderException passing) when (passing.IsTransient)
        {
            // The response itself is tried for longer than this question.
        }
    }

    /// <summary>A provider named <c>aws</c> with a handler for the built-in actions that are done on AWS.</summary>
    /// <param name="options">Where and as whom it acts.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Connections and credentials live as long as the provider, which lives as long as the process.")]
    public static Provider Create(AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var accounts = new AwsAccounts(options);
        var evidence = new LockedBucket(accounts);
        var provider = new Provider("aws", new AwsDirectory(accounts)) { Preflight = new AwsPreflight(accounts) };
        foreach (var registration in AwsHandlers.All)
        {
            registration.AddTo(provider, accounts, evidence);
        }

        return provider;
    }
}
