using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>
/// A list of incidents, made from the journal and kept by handing it every record. Holds every incident that has not ended, and the
/// newest of those that have. Not thread-safe.
/// </summary>
/// <param name="mostEnded">How many ended incidents are kept.</param>
public sealed class IncidentList(int mostEnded = 500)
{
    private readonly Dictionary<IncidentId, IncidentSummary> byId = [];
    private readonly Queue<IncidentId> ended = [];

    /// <summary>The kinds that it reads; others change nothing in it.</summary>
    public static ImmutableArray<string> Kinds { get; } =
    [
        JournalKinds.AlertAccepted, JournalKinds.IncidentOpened, JournalKinds.PlaybookTaken, JournalKinds.PlanMade, JournalKinds.StepIntended, JournalKinds.StepHeld,
        JournalKinds.StepEnded, JournalKinds.EvidenceGap, JournalKinds.EvidenceClosed, JournalKinds.IncidentContained, JournalKinds.DeadlineMissed,
        JournalKinds.HoldDrifted, JournalKinds.VerdictGiven, JournalKinds.UndoRequested, JournalKinds.IncidentEnded,
    ];

    /// <summary>The incidents, the newest first.</summary>
    public ImmutableArray<IncidentSummary> Incidents => [.. byId.Values.OrderByDescending(one => one.AcceptedAt).ThenByDescending(one => one.Id)];

    /// <summary>The incidents whose runs have not ended, the oldest first.</summary>
    public ImmutableArray<IncidentId> Unended => [.. byId.Values.Where(one => one.Ended is null).OrderBy(one => one.AcceptedAt).Select(one => one.Id)];

    /// <summary>One incident. Null: it is not in the list.</summary>
    public IncidentSummary? Find(IncidentId incident) => byId.GetValueOrDefault(incident);

    /// <summary>Takes a record in.</summary>
    /// <returns>The incident as it is now. Null: the record changes none in the list.</returns>
    public IncidentSummary? Fold(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record is not { Incident: { } id, Payload: not null })
        {
            return null;
        }

        var before = byId.GetValueOrDefault(id);
        var after = before is null ? First(id, record) : SummaryFold.Fold(before, record) with { ChangedAt = record.At };
        if (after is null)
        {
            return null;
        }

        byId[id] = after;
        if (after.Ended is not null && before?.Ended is null)
        {
            ended.Enqueue(id);
            Forget();
        }

        return after;
    }

    /// <summary>An alert begins an incident; of one whose beginning was forgotten, no later record can be told.</summary>
    private static IncidentSummary? First(IncidentId id, JournalRecord record) =>
        record.Kind == JournalKinds.AlertAccepted ? new(id, Payload.Read<AlertAccepted>(record).Alert, record.At) { ChangedAt = record.At } : null;

    private void Forget()
    {
        while (ended.Count > mostEnded)
        {
            // One that was taken up again, to be undone, stands in the queue twice when it has ended again.
            var oldest = ended.Dequeue();
            if (byId.TryGetValue(oldest, out var one) && one.Ended is not null && !ended.Contains(oldest))
            {
                byId.Remove(oldest);
            }
        }
    }
}
