using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IrSdk.Aws;
using IrSdk.Host.Readiness;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Accounts;

/// <summary>What a host with provider <c>aws</c> has opened before anything else: where it acts, and where its journal's anchors stand.</summary>
internal sealed class AwsSetup(AwsConnection connection, AwsOptions options, LockedAnchors? anchors)
{
    /// <summary>How long the first look may keep a start waiting: who does not answer holds no response up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public LockedAnchors? Anchors => anchors;

    /// <summary>Why the anchors are in a file beside the journal although the options name a key. Null: they are not.</summary>
    public string? Unanchored { get; private init; }

    /// <summary>Reads the options' file and looks whether they can be meant.</summary>
    /// <returns>Null: the provider is another.</returns>
    /// <exception cref="SettingsException">They cannot be used; a sentence a mistake.</exception>
    public static async Task<AwsSetup?> OpenAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Provider != "aws")
        {
            return null;
        }

        try
        {
            // As for ir run: what nobody is connected for is told by files.
            settings.Tell.Outbox ??= Path.Combine(settings.Data, "outbox");
            var file = AwsFile.Read(settings.Aws!);
            if (await MistakesAsync(file.Options(), cancellationToken).ConfigureAwait(false) is { IsEmpty: false } mistakes)
            {
                throw new SettingsException(mistakes);
            }

            return await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception wrong) when (wrong is InvalidDataException or ProviderException)
        {
            throw new SettingsException([wrong.Message]);
        }
    }

    /// <summary>Lets incidents be responded to on AWS, and the account be asked what it lacks.</summary>
    public void AddTo(IServiceCollection services) => services
        .AddSingleton<IAccounts>(made => new OneAccount(connection, made.GetRequiredService<ProviderAdditions>()))
        .AddSingleton<IReadinessSource>(new AwsReadinessSource(options));

    [SuppressMessage("Reliability", "CA2000", Justification = "The host's services dispose of it.")]
    private static async Task<AwsSetup> OpenAsync(AwsFile file, CancellationToken cancellationToken)
    {
        var connection = AwsProvider.Open(file.Options());
        try
        {
            return new(connection, file.Options(), await LockedAnchors.OpenAsync(file, cancellationToken).ConfigureAwait(false));
        }
        catch (JournalException unreachable)
        {
            // As for ir run: a key that cannot be reached delays no response, and that is said.
            return new(connection, file.Options(), null) { Unanchored = unreachable.Message };
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static async Task<ImmutableArray<string>> MistakesAsync(AwsOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await AwsProvider.MistakesAsync(options, cancellationToken).WaitAsync(Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return [];
        }
    }
}
