using IrSdk.Host.Alerts;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Decisions;

/// <summary>
/// Takes what humans decide, checks it against what they looked at, and writes it to the journal with who and when. Whether somebody
/// has the role for it was asked before.
/// </summary>
internal sealed class DecisionDesk(WatchedJournal journal, IncidentBoard board, AlertDesk alerts, IncidentRunner runner, Runtime.Decisions decisions, HostSettings settings, TimeProvider time)
{
    private const int LongestReason = 500;

    /// <summary>Approves the plan that a person looked at, for as long as approvals last.</summary>
    /// <remarks>
    /// Whoever asked for the response cannot approve it: by asking they decided what is done to whom. Whoever wrote or signed the
    /// playbook can: its content was approved by others before it served, it names nobody, and at night they may be the one on call.
    /// </remarks>
    /// <param name="incident">The incident.</param>
    /// <param name="plan">The hash of the plan that the person saw.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<Decision> ApproveAsync(IncidentId incident, string plan, string by, CancellationToken cancellationToken)
    {
        if (await CaseFile.ReadAsync(journal, incident, null, cancellationToken).ConfigureAwait(false) is not { Report: { } report } file)
        {
            return Decision.Refused($"Incident {incident} has no plan to approve.");
        }

        if (report.PlanHash != plan)
        {
            return Decision.Refused($"The plan has changed since you looked at it: it is {report.PlanHash[..8]} now; look at it and decide again.");
        }

        if (report.Status != RunStatus.Unfinished)
        {
            return Decision.Refused("The incident's run has ended; nothing waits for an approval.");
        }

        if (file.Requesters.Contains(by, StringComparer.OrdinalIgnoreCase))
        {
            return Decision.Refused("You asked for this response; somebody else must approve its plan.");
        }

        await decisions.ApproveAsync(incident, plan, by, time.GetUtcNow() + settings.ApprovalsLast, cancellationToken).ConfigureAwait(false);
        return Decision.Taken;
    }

    /// <summary>Says what an incident is. A false positive takes everything back.</summary>
    public async Task<Decision> GiveVerdictAsync(IncidentId incident, Verdict verdict, string by, string? because, CancellationToken cancellationToken)
    {
        if (board.Find(incident) is null)
        {
            return Decision.Refused($"There is no incident {incident}.");
        }

        if (!Enum.IsDefined(verdict))
        {
            return Decision.Refused("That is no verdict; give confirmed, falsePositive or closed.");
        }

        if (because is { Length: > LongestReason })
        {
            return Decision.Refused($"The reason is longer than {LongestReason} characters; shorten it.");
        }

        await decisions.GiveVerdictAsync(incident, verdict, by, string.IsNullOrWhiteSpace(because) ? null : because, cancellationToken).ConfigureAwait(false);
        if (verdict == Verdict.FalsePositive && board.Find(incident) is { Ended: not null and not (RunStatus.Undone or RunStatus.NotContained) })
        {
            await decisions.RequestUndoAsync(incident, by, cancellationToken).ConfigureAwait(false);
        }

        runner.Begin(incident);
        return Decision.Taken;
    }

    /// <summary>Takes back what an incident contained.</summary>
    public async Task<Decision> UndoAsync(IncidentId incident, string by, CancellationToken cancellationToken)
    {
        if (await CaseFile.ReadAsync(journal, incident, null, cancellationToken).ConfigureAwait(false) is not { CanUndo: true })
        {
            return Decision.Refused("Nothing stands that could be taken back.");
        }

        await decisions.RequestUndoAsync(incident, by, cancellationToken).ConfigureAwait(false);
        runner.Begin(incident);
        return Decision.Taken;
    }

    /// <summary>Forbids every containment of every incident, until somebody thaws.</summary>
    public async Task<Decision> FreezeAsync(string by, string because, CancellationToken cancellationToken) =>
        Reason(because) ?? await TakeAsync(decisions.FreezeAsync(by, because, cancellationToken)).ConfigureAwait(false);

    /// <summary>Takes a freeze back.</summary>
    public async Task<Decision> ThawAsync(string by, string because, CancellationToken cancellationToken) =>
        Reason(because) ?? await TakeAsync(decisions.ThawAsync(by, because, cancellationToken)).ConfigureAwait(false);

    /// <summary>Responds to an alert that was set aside. Whoever asks for it cannot approve its plan.</summary>
    /// <param name="sequence">The alert's entry in the journal.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task<Decision> RespondAsync(long sequence, string by, CancellationToken cancellationToken)
    {
        if (board.FindAside(sequence) is not { } aside)
        {
            return Decision.Refused("That alert is not among those that were set aside.");
        }

        var taken = await alerts.TakeAsync([aside.Alert], by, cancellationToken).ConfigureAwait(false);
        return Decision.TakenFor(taken[0].Incident!.Value);
    }

    private static Decision? Reason(string because) => because switch
    {
        { Length: > LongestReason } => Decision.Refused($"The reason is longer than {LongestReason} characters; shorten it."),
        _ when string.IsNullOrWhiteSpace(because) => Decision.Refused("Say why, in a few words; it stands in the journal."),
        _ => null,
    };

    private static async Task<Decision> TakeAsync(Task writing)
    {
        await writing.ConfigureAwait(false);
        return Decision.Taken;
    }
}

/// <summary>What became of a decision.</summary>
/// <param name="Refusal">Why it was not taken, in a sentence. Null: the journal holds it.</param>
/// <param name="Incident">The incident that it began. Null: it began none.</param>
internal sealed record Decision(string? Refusal, IncidentId? Incident)
{
    public static Decision Taken { get; } = new(null, null);

    public static Decision TakenFor(IncidentId incident) => new(null, incident);

    public static Decision Refused(string refusal) => new(refusal, null);
}
