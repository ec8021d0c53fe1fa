using System.Diagnostics.CodeAnalysis;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>AWS as a provider.</summary>
public static class AwsProvider
{
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
