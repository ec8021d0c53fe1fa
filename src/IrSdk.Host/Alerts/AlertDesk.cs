using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Alerts;

/// <summary>
/// Takes alerts: decides which incident each belongs to, writes that to the journal, and only then lets it be answered and responded
/// to. What it decides is told from the journal alone when the host starts again.
/// </summary>
internal sealed class AlertDesk(WatchedJournal journal, PlaybookShelf shelf, IncidentRunner runner, HostSettings settings, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Joining joining = new(settings.Triage.JoinWithin);
    private readonly AlertMemory memory = new();
    private readonly AlertLog log = new(journal, time);

    /// <summary>Hears of every decision. Default: nobody.</summary>
    public Action<AlertOutcome>? Decided { get; set; }

    /// <summary>Learns from a record of the journal.</summary>
    public void Learn(JournalRecord record)
    {
        if (record.Kind is not (JournalKinds.AlertAccepted or JournalKinds.AlertSetAside or JournalKinds.AlertRefused or JournalKinds.IncidentEnded or JournalKinds.UndoRequested))
        {
            return;
        }

        lock (gate)
        {
            switch (record)
            {
                case { Kind: JournalKinds.AlertAccepted, Incident: { } incident } when AlertLog.Read(record) is { } intake:
                    joining.Add(intake.Alert, incident, isWritten: true);
                    memory.Add(intake.Alert, incident);
                    break;
                case { Kind: JournalKinds.AlertSetAside } when AlertLog.Read(record) is { } aside:
                    memory.Add(aside.Alert, null);
                    break;
                case { Kind: JournalKinds.AlertRefused } when AlertLog.ReadRefused(record) is { } refused:
                    memory.AddRefused(refused.Hash);
                    break;
                case { Kind: JournalKinds.IncidentEnded, Incident: { } incident }:
                    joining.End(incident, record.At);
                    break;
                case { Kind: JournalKinds.UndoRequested, Incident: { } incident }:
                    joining.Reopen(incident);
                    break;
                default:
                    break;
            }

            joining.Forget(time.GetUtcNow());
        }
    }

    /// <summary>Takes the alerts of one document.</summary>
    /// <param name="alerts">The alerts; at least one.</param>
    /// <param name="by">Who asks for a response, whatever triage would say. Null: triage decides.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>What was decided, alert by alert. All of it is in the journal.</returns>
    /// <exception cref="JournalException">The journal cannot be written; nothing was taken, and the sender must try again.</exception>
    public async Task<ImmutableArray<TakenAlert>> TakeAsync(ImmutableArray<Alert> alerts, string? by, CancellationToken cancellationToken)
    {
        var taken = ImmutableArray.CreateBuilder<TakenAlert>(alerts.Length);
        var intakes = ImmutableArray.CreateBuilder<AlertIntake>();
        foreach (var alert in alerts)
        {
            var decision = await DecideAsync(alert, by, cancellationToken).ConfigureAwait(false);
            taken.Add(decision);
            if (decision.Outcome != AlertOutcome.Known)
            {
                intakes.Add(decision.Incident is { } incident ? AlertIntake.Accept(alert, incident, by) : AlertIntake.SetAside(alert, decision.Because!));
            }
        }

        if (intakes.Count > 0)
        {
            await log.WriteAsync(intakes.DrainToImmutable(), cancellationToken).ConfigureAwait(false);
        }

        foreach (var one in taken)
        {
            Decided?.Invoke(one.Outcome);
        }

        foreach (var incident in taken.Where(one => one.Outcome is AlertOutcome.Opened or AlertOutcome.Joined).Select(one => one.Incident!.Value).Distinct())
        {
            runner.Begin(incident);
        }

        return taken.DrainToImmutable();
    }

    /// <summary>Keeps that a document could not be read: its hash and its beginning. One that came before is kept once.</summary>
    /// <exception cref="JournalException">The journal cannot be written; nothing was.</exception>
    public async Task RefuseAsync(RefusedDocument document, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (memory.HasRefused(document.Hash))
            {
                return;
            }
        }

        await log.RefuseAsync([document], cancellationToken).ConfigureAwait(false);
    }

    private async Task<TakenAlert> DecideAsync(Alert alert, string? by, CancellationToken cancellationToken)
    {
        if (Joined(alert) is { } joined)
        {
            return joined;
        }

        var before = Remembered(alert);
        if (before is { Incident: { } its })
        {
            return new(alert, AlertOutcome.Known, its);
        }

        if (by is null && Unfit(alert) is { } because)
        {
            return new(alert, before is null ? AlertOutcome.SetAside : AlertOutcome.Known, null) { Because = because };
        }

        var (free, old) = await FreeIdAsync(alert, cancellationToken).ConfigureAwait(false);
        if (old is { } handled)
        {
            return new(alert, AlertOutcome.Known, handled);
        }

        lock (gate)
        {
            // Another request may have opened it while the journal was read.
            if (joining.Find(alert) is { } found)
            {
                return Taken(alert, found);
            }

            joining.Add(alert, free, isWritten: false);
            return new(alert, AlertOutcome.Opened, free);
        }
    }

    private Remembered? Remembered(Alert alert)
    {
        lock (gate)
        {
            return memory.Find(alert);
        }
    }

    private TakenAlert? Joined(Alert alert)
    {
        lock (gate)
        {
            if (joining.Find(alert) is not { } found)
            {
                return null;
            }

            if (!found.IsKnown)
            {
                joining.Add(alert, found.Incident, isWritten: false);
            }

            return Taken(alert, found);
        }
    }

    private static TakenAlert Taken(Alert alert, (IncidentId Incident, bool IsKnown) found) =>
        new(alert, found.IsKnown ? AlertOutcome.Known : AlertOutcome.Joined, found.Incident);

    /// <summary>While a playbook could not be loaded nobody can say that none handles the type: the incident is opened, waits for one, and wakes somebody.</summary>
    private string? Unfit(Alert alert) =>
        alert.Confidence.Value < settings.Triage.RespondFrom
            ? $"its confidence {alert.Confidence} is below {settings.Triage.RespondFrom}, from which alerts are responded to"
            : shelf.Handles(alert.Kind) || !shelf.IsWhole ? null : $"no playbook handles {Kinds.Name(alert.Kind)}";

    /// <summary>The same alert is always the same incident, as for <c>ir run</c>; when that one has ended, a newer sighting begins another.</summary>
    private async Task<(IncidentId Free, IncidentId? Handled)> FreeIdAsync(Alert alert, CancellationToken cancellationToken)
    {
        var first = "inc-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{alert.Source}\n{alert.Id}")))[..10];
        for (var number = 1; ; number++)
        {
            IncidentId id = new(number == 1 ? first : $"{first}-{number}");
            var records = await journal.ReadAsync(0, id, cancellationToken).ConfigureAwait(false);
            if (records.IsEmpty)
            {
                return (id, null);
            }

            if (records.Where(record => record.Kind == JournalKinds.AlertAccepted).Select(AlertLog.Read)
                .Any(before => before is { } one && one.Alert.Id == alert.Id && one.Alert.Source == alert.Source && one.Alert.LastSeen >= alert.LastSeen))
            {
                return (id, id);
            }
        }
    }
}

/// <summary>What was decided about an alert.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Outcome">What.</param>
/// <param name="Incident">Its incident. Null: it was set aside.</param>
internal sealed record TakenAlert(Alert Alert, AlertOutcome Outcome, IncidentId? Incident)
{
    /// <summary>Why it was set aside, in a sentence. Null: it was not.</summary>
    public string? Because { get; init; }
}

/// <summary>What can be decided about an alert.</summary>
internal enum AlertOutcome
{
    /// <summary>It began an incident.</summary>
    Opened,

    /// <summary>It joined an incident under way.</summary>
    Joined,

    /// <summary>It had been taken before; nothing was written.</summary>
    Known,

    /// <summary>It is kept for people, and nothing responds to it.</summary>
    SetAside,
}
