using System.Threading.RateLimiting;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Alerts;

/// <summary>
/// How much may come in. A key has its own measure, taken only by who really holds it: a stranger who names it takes nothing from
/// it. What is refused is measured by address, and so is how many documents an address may be sending at once.
/// </summary>
internal sealed class AlertLimits(HostSettings settings) : IDisposable
{
    private const int RefusedPerMinute = 120;
    private const int AtOnce = 32;
    private const int Queued = 2048;

    private readonly PartitionedRateLimiter<string> taken = PerMinute(settings.Alerts.PerMinute, Math.Max(1, settings.Alerts.PerMinute / 6));
    private readonly PartitionedRateLimiter<string> refused = PerMinute(RefusedPerMinute, RefusedPerMinute);
    private readonly PartitionedRateLimiter<string> reading = PartitionedRateLimiter.Create<string, string>(static address =>
        RateLimitPartition.GetConcurrencyLimiter(address, static _ => new() { PermitLimit = AtOnce, QueueLimit = Queued }));

    /// <summary>Whether the holder of a key may send one more now.</summary>
    public bool MaySend(string key)
    {
        using var lease = taken.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    /// <summary>Whether an address that was refused is still told why.</summary>
    public bool IsToldWhy(string address)
    {
        using var lease = refused.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    /// <summary>Waits until the address sends few enough documents to send another. Not acquired: too many wait already.</summary>
    public ValueTask<RateLimitLease> ReadAsync(string address, CancellationToken cancellationToken) => reading.AcquireAsync(address, 1, cancellationToken);

    public void Dispose()
    {
        taken.Dispose();
        refused.Dispose();
        reading.Dispose();
    }

    private static PartitionedRateLimiter<string> PerMinute(int number, int atOnce) => PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(name, _ => new()
    {
        TokenLimit = atOnce,
        TokensPerPeriod = Math.Max(1, number / 60),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    }));
}
