using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Aws;

/// <summary>
/// The stage of a live drill: makes, in a drill account or an emulator, the users, keys, roles, hosts and buckets that a recorded
/// incident is about, and removes them again. Everything that it makes is named or tagged after the drill.
/// </summary>
public sealed class AwsRehearsal : IDisposable
{
    private readonly RehearsalPlace place;

    private AwsRehearsal(RehearsalPlace place, ImmutableArray<Resource> resources) => (this.place, Resources) = (place, resources);

    /// <summary>The wanted resources as they are in the account, with the ids that it gave them.</summary>
    public ImmutableArray<Resource> Resources { get; }

    /// <summary>Whether the endpoint is on this machine: an emulator, where a drill also makes the audit log and the evidence bucket.</summary>
    public static bool IsEmulated(AwsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (options.ServiceUrl ?? (Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var url) ? url : null)) is { IsLoopback: true };
    }

    /// <summary>The account that a drill would be run in: that of the credentials.</summary>
    /// <exception cref="ProviderException">There are no usable credentials.</exception>
    public static async Task<AccountId> AccountAsync(AwsOptions options, CancellationToken cancellationToken)
    {
        using var accounts = new AwsAccounts(options);
        return await accounts.CallerAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sets the stage.</summary>
    /// <param name="options">Where; the credentials must be of the drill account itself.</param>
    /// <param name="wanted">What the incident is about; regions are those of the options.</param>
    /// <param name="drill">The drill's name: lower-case letters, digits and hyphens.</param>
    /// <param name="progress">Hears what is being made. Null: nobody.</param>
    /// <param name="cancellationToken">Cancels; what was made is removed by <see cref="TearDownAsync"/> of the next drill of the same name.</param>
    /// <exception cref="ProviderException">Something could not be made; the message says what and why.</exception>
    public static async Task<AwsRehearsal> SetUpAsync(
        AwsOptions options, ImmutableArray<Resource> wanted, string drill, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        AwsAccounts? accounts = new(options);
        try
        {
            var place = new RehearsalPlace(accounts, await accounts.CallerAsync(cancellationToken).ConfigureAwait(false), drill, progress);
            var made = new RehearsalNames(place.Account);
            if (IsEmulated(options))
            {
                await RehearsalLogs.MakeAsync(place, cancellationToken).ConfigureAwait(false);
            }

            await RehearsalPeople.MakeAsync(place, wanted, made, cancellationToken).ConfigureAwait(false);
            await RehearsalHosts.MakeAsync(place, wanted, made, cancellationToken).ConfigureAwait(false);
            await RehearsalBuckets.MakeAsync(place, wanted, made, cancellationToken).ConfigureAwait(false);
            accounts = null;
            return new(place, [.. wanted.Select(made.Rename).DistinctBy(resource => resource.Id).OrderBy(resource => resource.Id)]);
        }
        catch (Exception failed) when (failed is not ProviderException && AwsFailure.IsOfTheService(failed) && !cancellationToken.IsCancellationRequested)
        {
            throw AwsFailure.Of(failed);
        }
        finally
        {
            accounts?.Dispose();
        }
    }

    /// <summary>Removes what was made. Evidence stays where it was locked, and so do snapshots: whoever reviews the drill deletes them.</summary>
    /// <returns>What could not be removed, in sentences.</returns>
    public async Task<ImmutableArray<string>> TearDownAsync(CancellationToken cancellationToken)
    {
        var left = ImmutableArray.CreateBuilder<string>();
        foreach (var removal in place.Removals.Reverse())
        {
            try
            {
                await removal.Remove(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failed) when (AwsFailure.IsOfTheService(failed) && !cancellationToken.IsCancellationRequested)
            {
                left.Add($"{removal.What} could not be removed: {AwsFailure.Of(failed).Message}");
            }
        }

        return left.ToImmutable();
    }

    /// <summary>Lets the connections go; removes nothing.</summary>
    public void Dispose() => place.Accounts.Dispose();
}
