using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>What a journal says of an incident's evidence.</summary>
public static class JournaledEvidence
{
    /// <summary>Every evidence record of an incident, oldest first.</summary>
    /// <returns>Empty: the journal does not hold the incident, or nothing was captured.</returns>
    public static async Task<ImmutableArray<EvidenceRecord>> ReadAsync(IJournal journal, IncidentId incident, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var records = await journal.ReadAsync(0, incident, cancellationToken).ConfigureAwait(false);
        return
        [
            .. records.Where(record => record is { Kind: JournalKinds.StepEnded, Payload: not null })
                .SelectMany(record => Payload.Read<StepEnded>(record).Result?.Evidence ?? ImmutableArray<EvidenceRecord>.Empty),
        ];
    }
}
