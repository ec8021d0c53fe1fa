namespace IrSdk.Runtime;

/// <summary>What humans say, written to the journal where every run reads it. Needs no lease.</summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
public sealed class Decisions(IJournal journal, TimeProvider time)
{
    /// <summary>Approves a plan by its hash. A changed plan needs a new approval.</summary>
    public Task ApproveAsync(IncidentId incident, string planHash, string by, CancellationToken cancellationToken) =>
        ApproveAsync(incident, planHash, by, null, cancellationToken);

    /// <summary>Approves a plan by its hash for a time: steps that have not begun by then need a new approval.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="planHash">The plan.</param>
    /// <param name="by">Who approves. Whoever asked for the response does not count.</param>
    /// <param name="until">When the approval ends. Null: it does not.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task ApproveAsync(IncidentId incident, string planHash, string by, DateTimeOffset? until, CancellationToken cancellationToken) =>
        WriteAsync(incident, JournalKinds.ApprovalGiven, new ApprovalGiven(planHash, by) { Until = until }, cancellationToken);

    /// <summary>Says what the incident is. A running run acts on a false positive by itself; for one that has ended, call <see cref="Responder.UndoAsync"/>.</summary>
    public Task GiveVerdictAsync(IncidentId incident, Verdict verdict, string by, string? because, CancellationToken cancellationToken) =>
        WriteAsync(incident, JournalKinds.VerdictGiven, new VerdictGiven(verdict, by, because), cancellationToken);

    /// <summary>Asks for everything back that an incident contained. A running run acts on it by itself; one that has ended goes on with it when it is run again.</summary>
    public Task RequestUndoAsync(IncidentId incident, string by, CancellationToken cancellationToken) =>
        WriteAsync(incident, JournalKinds.UndoRequested, new UndoRequested(by), cancellationToken);

    /// <summary>Forbids every containment and restoration, of every incident, until <see cref="ThawAsync"/>.</summary>
    public Task FreezeAsync(string by, string because, CancellationToken cancellationToken) =>
        WriteAsync(null, JournalKinds.Freeze, new FreezeChanged(by, because), cancellationToken);

    /// <summary>Takes a freeze back.</summary>
    public Task ThawAsync(string by, string because, CancellationToken cancellationToken) =>
        WriteAsync(null, JournalKinds.Thaw, new FreezeChanged(by, because), cancellationToken);

    private async Task WriteAsync<T>(IncidentId? incident, string kind, T payload, CancellationToken cancellationToken) =>
        await journal.AppendAsync([Payload.Entry(incident, kind, time.GetUtcNow(), payload)], null, cancellationToken).ConfigureAwait(false);
}
