using System.Collections.Immutable;
using IrSdk.Runtime;

namespace IrSdk.Host.Feed;

/// <summary>The host's journal: what is written through it is handed to whoever watches, in the journal's order and after it is on disk.</summary>
internal sealed class WatchedJournal(SqliteJournal journal) : IJournal, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<long, JournalRecord> early = [];
    private ImmutableArray<Action<JournalRecord>> watchers = [];
    private long handedTo;
    private bool isWatched;

    public SqliteJournal Kept => journal;

    /// <summary>Hands the records after a sequence number to a watcher, from now on. Watchers are quick and never throw.</summary>
    public async Task WatchAsync(ImmutableArray<Action<JournalRecord>> those, long after, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            (watchers, handedTo, isWatched) = (those, after, true);
        }

        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands over what other processes wrote meanwhile.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        long after;
        lock (gate)
        {
            after = handedTo;
        }

        foreach (var record in await journal.ReadAsync(after, null, cancellationToken).ConfigureAwait(false))
        {
            Hand(record);
        }
    }

    public async ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken)
    {
        var records = await journal.AppendAsync(entries, lease, cancellationToken).ConfigureAwait(false);
        foreach (var record in records)
        {
            Hand(record);
        }

        return records;
    }

    public ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken) => journal.ReadAsync(after, incident, cancellationToken);

    public ValueTask<ImmutableArray<JournalRecord>> ReadCommonAsync(long after, CancellationToken cancellationToken) => journal.ReadCommonAsync(after, cancellationToken);

    public ValueTask<ImmutableArray<JournalRecord>> ReadKindsAsync(long after, ImmutableArray<string> kinds, CancellationToken cancellationToken) => journal.ReadKindsAsync(after, kinds, cancellationToken);

    public ValueTask<long> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken) => journal.LastBeforeAsync(at, cancellationToken);

    public ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken) => journal.TryAcquireAsync(incident, owner, duration, cancellationToken);

    public ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) => journal.RenewAsync(lease, duration, cancellationToken);

    public ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken) => journal.ReleaseAsync(lease, cancellationToken);

    /// <summary>Anchors the last head and closes the file.</summary>
    public ValueTask DisposeAsync() => journal.DisposeAsync();

    /// <summary>One that comes before its predecessor waits for it: another writer's, or another process's, which catching up brings.</summary>
    private void Hand(JournalRecord record)
    {
        lock (gate)
        {
            if (!isWatched || record.Sequence <= handedTo)
            {
                return;
            }

            early[record.Sequence] = record;
            while (early.Count > 0 && early.First() is var next && next.Key == handedTo + 1)
            {
                early.Remove(next.Key);
                handedTo = next.Key;
                foreach (var watch in watchers)
                {
                    watch(next.Value);
                }
            }
        }
    }
}
