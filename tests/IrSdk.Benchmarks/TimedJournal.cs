using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>A journal that adds up how long its callers waited for it.</summary>
internal sealed class TimedJournal(IJournal inner) : IJournal
{
    private readonly TimeProvider time = TimeProvider.System;
    private long appending;
    private long reading;

    public int Appends { get; private set; }

    public int Reads { get; private set; }

    public TimeSpan Appending => time.GetElapsedTime(0, appending);

    public TimeSpan Reading => time.GetElapsedTime(0, reading);

    public async ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var records = await inner.AppendAsync(entries, lease, cancellationToken).ConfigureAwait(false);
        appending += time.GetTimestamp() - start;
        Appends++;
        return records;
    }

    public ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken) =>
        TimedAsync(inner.ReadAsync(after, incident, cancellationToken));

    public ValueTask<ImmutableArray<JournalRecord>> ReadCommonAsync(long after, CancellationToken cancellationToken) =>
        TimedAsync(inner.ReadCommonAsync(after, cancellationToken));

    public ValueTask<ImmutableArray<JournalRecord>> ReadKindsAsync(long after, ImmutableArray<string> kinds, CancellationToken cancellationToken) =>
        inner.ReadKindsAsync(after, kinds, cancellationToken);

    public ValueTask<long> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken) => inner.LastBeforeAsync(at, cancellationToken);

    private async ValueTask<ImmutableArray<JournalRecord>> TimedAsync(ValueTask<ImmutableArray<JournalRecord>> read)
    {
        var start = time.GetTimestamp();
        var records = await read.ConfigureAwait(false);
        reading += time.GetTimestamp() - start;
        Reads++;
        return records;
    }

    public ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        inner.TryAcquireAsync(incident, owner, duration, cancellationToken);

    public ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        inner.RenewAsync(lease, duration, cancellationToken);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => inner.ReleaseAsync(lease, cancellationToken);
}
