using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Testing;

/// <summary>A journal in memory that answers at once, on the same thread: thousands of drills leave nothing behind.</summary>
internal sealed class DrillJournal(TimeProvider time) : IJournal
{
    private readonly List<JournalRecord> records = [];
    private readonly Dictionary<IncidentId, Lease> leases = [];
    private string hash = "";

    public ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken)
    {
        if (lease is not null && leases.GetValueOrDefault(lease.Incident)?.Epoch != lease.Epoch)
        {
            throw new LeaseLostException(lease);
        }

        var first = records.Count;
        foreach (var entry in entries)
        {
            hash = Next(entry);
            records.Add(new(records.Count + 1, entry.Incident, lease?.Epoch ?? 0, entry.Kind, entry.Version, entry.At, entry.Payload, hash));
        }

        return new([.. records.Skip(first)]);
    }

    public ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken) =>
        new([.. records.Where(record => record.Sequence > after && (incident is null || record.Incident is null || record.Incident == incident))]);

    public ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = leases.GetValueOrDefault(incident);
        if (before is not null && before.Owner != owner && before.ExpiresAt > now)
        {
            return new((Lease?)null);
        }

        return new(leases[incident] = new(incident, owner, (before?.Epoch ?? 0) + 1, now + duration));
    }

    public ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        leases.GetValueOrDefault(lease.Incident)?.Epoch == lease.Epoch
            ? new(leases[lease.Incident] = lease with { ExpiresAt = time.GetUtcNow() + duration })
            : throw new LeaseLostException(lease);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken)
    {
        if (leases.GetValueOrDefault(lease.Incident)?.Epoch == lease.Epoch)
        {
            leases[lease.Incident] = lease with { ExpiresAt = time.GetUtcNow() };
        }

        return ValueTask.CompletedTask;
    }

    private string Next(JournalEntry entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hash + JsonSerializer.Serialize(entry, IrJson.Options))));
}
