using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>The append-only, hash-chained record of incidents.</summary>
public interface IJournal
{
    /// <summary>
    /// Appends entries as one group, in one transaction: all of them are on disk when it returns, or none is.
    /// </summary>
    /// <param name="entries">The entries; at least one.</param>
    /// <param name="lease">The writer's lease on the incident. Null: a human's entry (approval, verdict, freeze), which needs none.</param>
    /// <param name="cancellationToken">Cancels waiting; an append that has begun is finished.</param>
    /// <returns>The entries as they were written, with their sequence and hash.</returns>
    /// <exception cref="LeaseLostException">Someone else owns the incident now; nothing was written.</exception>
    /// <exception cref="JournalException">The disk is full, or the journal cannot be written; nothing was written.</exception>
    ValueTask<ImmutableArray<JournalRecord>> AppendAsync(ImmutableArray<JournalEntry> entries, Lease? lease, CancellationToken cancellationToken);

    /// <summary>The records after a sequence number, oldest first.</summary>
    /// <param name="after">0 reads from the start.</param>
    /// <param name="incident">Null: of every incident.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<ImmutableArray<JournalRecord>> ReadAsync(long after, IncidentId? incident, CancellationToken cancellationToken);

    /// <summary>The records after a sequence number that belong to no incident, such as freezes, oldest first.</summary>
    /// <param name="after">0 reads from the start.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<ImmutableArray<JournalRecord>> ReadCommonAsync(long after, CancellationToken cancellationToken);

    /// <summary>
    /// The next records of some kinds, oldest first and at most 1,000: what an overview of all incidents is made from, without
    /// holding the whole journal.
    /// </summary>
    /// <param name="after">0 reads from the start, the sequence of the last record goes on; when none comes, that was all.</param>
    /// <param name="kinds">The kinds; at least one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<ImmutableArray<JournalRecord>> ReadKindsAsync(long after, ImmutableArray<string> kinds, CancellationToken cancellationToken);

    /// <summary>The last sequence number that was written before a time. 0: nothing was.</summary>
    ValueTask<long> LastBeforeAsync(DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Takes the incident for an owner, with a higher epoch than any before.</summary>
    /// <returns>The lease, or null while another owner holds it.</returns>
    ValueTask<Lease?> TryAcquireAsync(IncidentId incident, string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Holds a lease for longer.</summary>
    /// <exception cref="LeaseLostException">Someone else owns the incident now.</exception>
    ValueTask<Lease> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a lease back, so that the next owner need not wait. Does nothing when it is lost already.</summary>
    ValueTask ReleaseAsync(Lease lease, CancellationToken cancellationToken);
}
