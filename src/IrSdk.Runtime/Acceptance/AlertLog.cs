using System.Collections.Immutable;

namespace IrSdk.Runtime;

/// <summary>Writes alerts to the journal before anybody is told that they were taken. Needs no lease.</summary>
/// <param name="journal">The journal.</param>
/// <param name="time">The clock.</param>
public sealed class AlertLog(IJournal journal, TimeProvider time)
{
    /// <summary>Writes what was decided about some alerts, all of it or nothing.</summary>
    /// <param name="intakes">The alerts; at least one.</param>
    /// <param name="cancellationToken">Cancels waiting; what has begun is finished.</param>
    /// <exception cref="JournalException">The journal cannot be written; nothing was taken.</exception>
    public async Task WriteAsync(ImmutableArray<AlertIntake> intakes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await journal.AppendAsync(
            [
                .. intakes.Select(one => one.Incident is { } incident
                    ? Payload.Entry(incident, JournalKinds.AlertAccepted, now, new AlertAccepted(one.Alert) { By = one.By })
                    : Payload.Entry(null, JournalKinds.AlertSetAside, now, new AlertSetAside(one.Alert, one.SetAsideBecause!))),
            ],
            null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads an alert back from an entry of the kinds <see cref="JournalKinds.AlertAccepted"/> and <see cref="JournalKinds.AlertSetAside"/>.</summary>
    /// <returns>Null: its payload was pruned.</returns>
    public static AlertIntake? Read(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record switch
        {
            { Payload: null } => null,
            { Kind: JournalKinds.AlertAccepted, Incident: { } incident } when Payload.Read<AlertAccepted>(record) is var accepted => AlertIntake.Accept(accepted.Alert, incident, accepted.By),
            { Kind: JournalKinds.AlertSetAside } when Payload.Read<AlertSetAside>(record) is var aside => AlertIntake.SetAside(aside.Alert, aside.Because),
            _ => throw new ArgumentException($"Entry {record.Sequence} is no alert's.", nameof(record)),
        };
    }

    /// <summary>Writes that some documents could not be read, all of it or nothing.</summary>
    /// <param name="documents">The documents; at least one.</param>
    /// <param name="cancellationToken">Cancels waiting; what has begun is finished.</param>
    /// <exception cref="JournalException">The journal cannot be written; nothing was.</exception>
    public async Task RefuseAsync(ImmutableArray<RefusedDocument> documents, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await journal.AppendAsync([.. documents.Select(one => Payload.Entry(null, JournalKinds.AlertRefused, now, one))], null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a document back from an entry of the kind <see cref="JournalKinds.AlertRefused"/>.</summary>
    /// <returns>Null: its payload was pruned.</returns>
    public static RefusedDocument? ReadRefused(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Payload is null ? null : Payload.Read<RefusedDocument>(record);
    }
}

/// <summary>What was decided about an alert when it came: which incident it belongs to, or why none.</summary>
public sealed record AlertIntake
{
    private AlertIntake(Alert alert) => Alert = alert;

    /// <summary>The alert.</summary>
    public Alert Alert { get; }

    /// <summary>Its incident. Null: it was set aside.</summary>
    public IncidentId? Incident { get; private init; }

    /// <summary>Who asked for a response. Null: triage did.</summary>
    public string? By { get; private init; }

    /// <summary>Why nothing responds to it, in a sentence. Null: something does.</summary>
    public string? SetAsideBecause { get; private init; }

    /// <summary>The alert begins its incident, or joins it.</summary>
    public static AlertIntake Accept(Alert alert, IncidentId incident, string? by = null) => new(alert) { Incident = incident, By = by };

    /// <summary>The alert is kept, and nothing responds to it.</summary>
    public static AlertIntake SetAside(Alert alert, string because) => new(alert) { SetAsideBecause = because };
}
