using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime;

/// <summary>Who may write an incident. Operational state: it is not part of the chain, the epochs in the entries are.</summary>
internal sealed class LeaseTable(SqliteConnection connection, TimeProvider time) : IDisposable
{
    private readonly SqliteCommand find = JournalTables.Prepare(
        connection, "SELECT owner, epoch, expires_at FROM leases WHERE incident = @incident", "@incident");

    private readonly SqliteCommand highest = JournalTables.Prepare(
        connection, "SELECT coalesce(max(epoch), 0) FROM entries WHERE incident = @incident", "@incident");

    private readonly SqliteCommand put = JournalTables.Prepare(
        connection, "INSERT OR REPLACE INTO leases VALUES (@incident, @owner, @epoch, @expires_at)", "@incident", "@owner", "@epoch", "@expires_at");

    /// <summary>Refuses a writer whose lease was given to another.</summary>
    public void Check(Lease lease)
    {
        if (Find(lease.Incident) is not { } current || current.Owner != lease.Owner || current.Epoch != lease.Epoch)
        {
            throw new LeaseLostException(lease);
        }
    }

    public Lease? TryAcquire(IncidentId incident, string owner, TimeSpan duration)
    {
        var now = time.GetUtcNow();
        var current = Find(incident);
        if (current is not null && current.ExpiresAt > now && current.Owner != owner && !ProcessOwner.IsProvablyDead(current.Owner))
        {
            return null;
        }

        highest.Parameters[0].Value = incident.ToString();
        var epoch = Math.Max(current?.Epoch ?? 0, Convert.ToInt64(highest.ExecuteScalar(), CultureInfo.InvariantCulture)) + 1;
        return Put(new(incident, owner, epoch, now + duration));
    }

    public Lease Renew(Lease lease, TimeSpan duration)
    {
        Check(lease);
        return Put(lease with { ExpiresAt = time.GetUtcNow() + duration });
    }

    /// <summary>Keeps the row, so that the next epoch is higher.</summary>
    public bool Release(Lease lease)
    {
        var mine = Find(lease.Incident) is { } current && current.Owner == lease.Owner && current.Epoch == lease.Epoch;
        if (mine)
        {
            Put(lease with { ExpiresAt = DateTimeOffset.UnixEpoch });
        }

        return mine;
    }

    public void Dispose()
    {
        find.Dispose();
        highest.Dispose();
        put.Dispose();
    }

    private Lease? Find(IncidentId incident)
    {
        find.Parameters[0].Value = incident.ToString();
        using var reader = find.ExecuteReader();
        return reader.Read()
            ? new(incident, reader.GetString(0), reader.GetInt64(1), new(reader.GetInt64(2) + DateTimeOffset.UnixEpoch.Ticks, TimeSpan.Zero))
            : null;
    }

    private Lease Put(Lease lease)
    {
        JournalTables.Set(put, lease.Incident.ToString(), lease.Owner, lease.Epoch, lease.ExpiresAt.UtcTicks - DateTimeOffset.UnixEpoch.Ticks);
        put.ExecuteNonQuery();
        return lease;
    }
}
