using System.Collections.Immutable;

namespace IrSdk.Runtime.Tests;

/// <summary>A journal without a disk, which completes inline.</summary>
internal sealed class InMemoryJournal(TimeProvider time) : IJournal
{
    private readonly Dictionary<IncidentId, Lease> leases = [];
    private readonly Dictionary<IncidentId, long> epochs = [];

    public List<JournalRecord> Records { get; } = [];

    /// <summary>Called before each group is written.</summary>
    public Action<ImmutableArray<JournalEntry>>? BeforeAppend { get; set; }

    public static InMemoryJournal From(IEnumerable<JournalRecord> records, TimeProvider time)
    {
        var journal = new InMemoryJournal(time);
        journal.Records.AddRange(records);
        foreach (var group in journal.Records.Where(record => record.Incident is not null).GroupBy(record => record.Incident!.Value))
        {
            journal.epochs[group.Key] = group.Max(record => record.Epoch);
        }

        return journal;
    }

    public ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken)
    {
        BeforeAppend?.Invoke(entries);
        if (lease is not null && leases.GetValueOrDefault(lease.Incident)?.Epoch != lease.Epoch)
        {
            throw new LeaseLostException(lease);
        }

        ImmutableArray<JournalRecord> written =
        [
            .. entries.Select((entry, place) => new JournalRecord(
                Records.Count + place + 1, entry.Incident, lease?.Epoch ?? 0, entry.Kind, entry.Version, entry.At, entry.Payload, "")),
        ];
        Records.AddRange(written);
        return new(written);
    }

    public ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken) =>
        new([.. Records.Skip((int)after).Where(record => incident is null || record.Incident == incident)]);

    public ValueTask<ImmutableArray<JournalRecord>> ReadCommonAsync(long after, CancellationToken cancellationToken) =>
        new([.. Records.Skip((int)after).Where(record => record.Incident is null)]);

    public ValueTask<ImmutableArray<JournalRecord>> ReadKindsAsync(long after, ImmutableArray<string> kinds, CancellationToken cancellationToken) =>
        new([.. Records.Skip((int)after).Where(record => kinds.Contains(record.Kind)).Take(1000)]);

    public ValueTask<long> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken) => new(Records.LastOrDefault(record => record.At < at)?.Sequence ?? 0);

    public ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
        new(leases.GetValueOrDefault(incident) is { } held && held.ExpiresAt > time.GetUtcNow() ? null : Give(incident, owner, duration));

    public ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        leases.GetValueOrDefault(lease.Incident)?.Epoch == lease.Epoch
            ? new(leases[lease.Incident] = lease with { ExpiresAt = time.GetUtcNow() + duration })
            : throw new LeaseLostException(lease);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        if (leases.GetValueOrDefault(lease.Incident)?.Epoch == lease.Epoch)
        {
            leases.Remove(lease.Incident);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Another run takes the incident by force.</summary>
    public Lease Give(IncidentId incident, string owner, TimeSpan duration)
    {
        epochs[incident] = epochs.GetValueOrDefault(incident) + 1;
        return leases[incident] = new(incident, owner, epochs[incident], time.GetUtcNow() + duration);
    }
}
