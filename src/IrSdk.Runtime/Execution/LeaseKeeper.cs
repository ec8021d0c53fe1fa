namespace IrSdk.Runtime;

/// <summary>Holds an incident's lease: nothing is written or called without it.</summary>
internal sealed class LeaseKeeper(IJournal journal, ResponderOptions options, Lease lease)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public Lease Lease { get; private set; } = lease;

    /// <summary>When it is to be renewed.</summary>
    public DateTimeOffset RenewAt => Lease.ExpiresAt - (options.LeaseDuration / 2);

    /// <summary>
    /// Takes an incident, and waits once for a dead run's lease to expire: and then for as long as a call may take that it began
    /// while the lease was good, since the journal fences its writes but not what it already sent to a cloud.
    /// </summary>
    /// <exception cref="IncidentBusyException">Another run holds it and is alive.</exception>
    public static async Task<LeaseKeeper> AcquireAsync(IJournal journal, ResponderOptions options, IncidentId incident, CancellationToken cancellationToken)
    {
        var hadToWait = false;
        var giveUp = options.Time.GetUtcNow() + options.LeaseDuration + Between;
        while (true)
        {
            if (await journal.TryAcquireAsync(incident, options.Owner, options.LeaseDuration, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                return hadToWait ? await SettleAsync(new(journal, options, lease), options, cancellationToken).ConfigureAwait(false) : new(journal, options, lease);
            }

            if (options.Time.GetUtcNow() >= giveUp)
            {
                throw new IncidentBusyException(incident);
            }

            hadToWait = true;
            await Task.Delay(Between, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<LeaseKeeper> SettleAsync(LeaseKeeper taken, ResponderOptions options, CancellationToken cancellationToken)
    {
        for (var until = options.Time.GetUtcNow() + options.CallTimeout; options.Time.GetUtcNow() < until;)
        {
            await Task.Delay(Between, options.Time, cancellationToken).ConfigureAwait(false);
            await taken.EnsureAsync(cancellationToken).ConfigureAwait(false);
        }

        return taken;
    }

    /// <summary>Makes sure that at least half of the lease is left.</summary>
    /// <exception cref="LeaseLostException">Someone else owns the incident now.</exception>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (options.Time.GetUtcNow() >= RenewAt)
        {
            Lease = await journal.RenewAsync(Lease, options.LeaseDuration, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task ReleaseAsync()
    {
        try
        {
            await journal.ReleaseAsync(Lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (JournalException)
        {
            // What broke the journal is on its way to the caller already; the lease expires by itself.
        }
    }
}
