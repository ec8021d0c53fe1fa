using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>AWS as a provider.</summary>
public static class AwsProvider
{
    /// <summary>
    /// Finds before anything is done what would fail every step later: a region of the options that does not exist, an evidence bucket
    /// that is in another region. What cannot be asked holds nothing up, and a caller in a hurry need not wait for the end.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A sentence for each mistake, which says what to correct. Empty: none was found.</returns>
    public static async Task<ImmutableArray<string>> MistakesAsync(AwsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var accounts = new AwsAccounts(options);
        string?[] said = await Task.WhenAll(
        [
            .. accounts.Regions.Select(region => MistakeAsync(() => accounts.RequireRegionAsync(region, cancellationToken))),
            .. options.EvidenceBucket is { } bucket ? [MistakeAsync(() => RequireBucketAsync(accounts, bucket, cancellationToken))] : Array.Empty<Task<string?>>(),
        ]).ConfigureAwait(false);
        return [.. said.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The same for a caller that cannot go on.</summary>
    /// <param name="options">The options.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ProviderException">They cannot be meant; the message says what to correct.</exception>
    public static async Task RequireUsableAsync(AwsOptions options, CancellationToken cancellationToken)
    {
        if (await MistakesAsync(options, cancellationToken).ConfigureAwait(false) is { IsEmpty: false } mistakes)
        {
            throw new ProviderException(string.Join(' ', mistakes), isTransient: false);
        }
    }

    /// <summary>A provider named <c>aws</c> with a handler for the built-in actions that are done on AWS, for a process that ends with it.</summary>
    /// <param name="options">Where and as whom it acts.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "Connections and credentials live as long as the provider, which lives as long as the process.")]
    public static Provider Create(AwsOptions options) => Open(options).Provider;

    /// <summary>The same for a process that closes it.</summary>
    /// <param name="options">Where and as whom it acts.</param>
    [SuppressMessage("Reliability", "CA2000", Justification = "What comes back disposes of them.")]
    public static AwsConnection Open(AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var accounts = new AwsAccounts(options);
        var evidence = new LockedBucket(accounts);
        var provider = new Provider("aws", new AwsDirectory(accounts)) { Preflight = new AwsPreflight(accounts) };
        foreach (var registration in AwsHandlers.All)
        {
            registration.AddTo(provider, accounts, evidence);
        }

        return new(provider, accounts);
    }

    private static async Task RequireBucketAsync(AwsAccounts accounts, string bucket, CancellationToken cancellationToken)
    {
        using var store = await accounts.EnterStoreAsync(null, cancellationToken).ConfigureAwait(false);
        await EvidencePlace.RequireHereAsync(store, bucket, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Null: none. What fails in passing is none either: the response itself is tried for longer than this question.</summary>
    private static async Task<string?> MistakeAsync(Func<Task> require)
    {
        try
        {
            await require().ConfigureAwait(false);
            return null;
        }
        catch (ProviderException wrong)
        {
            return wrong.IsTransient ? null : wrong.Message;
        }
    }
}

/// <summary>AWS as a provider, with its connections and credentials until it is disposed of.</summary>
public sealed class AwsConnection : IDisposable
{
    private readonly AwsAccounts accounts;

    internal AwsConnection(Provider provider, AwsAccounts accounts) => (Provider, this.accounts) = (provider, accounts);

    /// <summary>The provider.</summary>
    public Provider Provider { get; }

    /// <inheritdoc/>
    public void Dispose() => accounts.Dispose();
}
