namespace IrSdk.Runtime;

/// <summary>What entries of the journal can say. A kind never changes its meaning; a changed payload gets a higher version.</summary>
public static class JournalKinds
{
    /// <summary>An alert was taken: <c>{alert, by}</c>, by whom when a person started the response.</summary>
    public const string AlertAccepted = "alert.accepted";

    /// <summary>An alert was taken that nothing responds to: <c>{alert, because}</c>.</summary>
    public const string AlertSetAside = "alert.set-aside";

    /// <summary>A document came by which no alert could be read: <c>{source, name, because, hash, bytes, excerpt}</c>.</summary>
    public const string AlertRefused = "alert.refused";

    /// <summary>An incident began: <c>{incident, playbook, assembly, provider}</c>; its alerts stand in their own entries.</summary>
    public const string IncidentOpened = "incident.opened";

    /// <summary>A playbook of a source responds: <c>{source, commit, tree, signers, approvals, gate, development, playbook, assembly, location}</c>.</summary>
    public const string PlaybookTaken = "playbook.taken";

    /// <summary>The incident was resolved again and reaches further: <c>{resources}</c>, the added and the changed ones.</summary>
    public const string IncidentWidened = "incident.widened";

    /// <summary>The incident could not be resolved again: <c>{reason}</c>.</summary>
    public const string ResolutionFailed = "resolution.failed";

    /// <summary>Another round was planned from what the earlier ones found: <c>{round}</c>.</summary>
    public const string RoundOpened = "round.opened";

    /// <summary>A plan was made: <c>{number, purpose, round, hash, assembly, plan, restores}</c>.</summary>
    public const string PlanMade = "plan.made";

    /// <summary>A later round could not be planned: <c>{round, reason}</c>.</summary>
    public const string PlanFailed = "plan.failed";

    /// <summary>The provider was asked whether a plan's steps are permitted: <c>{plan, findings, unasked}</c>.</summary>
    public const string PreflightEnded = "preflight.ended";

    /// <summary>The run has nothing more to contain and waits for what goes on by itself: <c>{captures, until}</c>.</summary>
    public const string CompletionsAwaited = "completions.awaited";

    /// <summary>A handler is about to be called: <c>{plan, step, key, action, resource}</c>.</summary>
    public const string StepIntended = "step.intended";

    /// <summary>A containing handler is about to change what it found: <c>{plan, step, key, action, resource, state}</c>.</summary>
    public const string PriorStateKept = "prior-state.kept";

    /// <summary>A restarted run looked for the effect of an earlier intent and did not find all of it: <c>{plan, step, state}</c>.</summary>
    public const string StepReconciled = "step.reconciled";

    /// <summary>A step is held for a human: <c>{plan, step, because, until}</c>.</summary>
    public const string StepHeld = "step.held";

    /// <summary>A step ended: <c>{plan, step, key, action, resource, status, detail, attempts, startedAt, endedAt, result, rule}</c>.</summary>
    public const string StepEnded = "step.ended";

    /// <summary>Evidence could not be secured: <c>{kind, resource, reason, allowed, plan, step}</c>.</summary>
    public const string EvidenceGap = "evidence.gap";

    /// <summary>Evidence was secured late: <c>{kind, resource}</c>.</summary>
    public const string EvidenceClosed = "evidence.closed";

    /// <summary>What goes on after a capture ended: <c>{plan, step, failure}</c>.</summary>
    public const string CompletionEnded = "completion.ended";

    /// <summary>A human approved a plan: <c>{plan, by, until}</c>, the plan by its hash.</summary>
    public const string ApprovalGiven = "approval.given";

    /// <summary>A human said what the incident is: <c>{verdict, by, because}</c>.</summary>
    public const string VerdictGiven = "verdict.given";

    /// <summary>A human forbade every containment in the whole journal: <c>{by, because}</c>.</summary>
    public const string Freeze = "freeze";

    /// <summary>A human took the freeze back: <c>{by, because}</c>.</summary>
    public const string Thaw = "thaw";

    /// <summary>On-call is about to be paged: <c>{number, facts, notice, medium, receiver}</c>.</summary>
    public const string PageIntended = "page.intended";

    /// <summary>On-call was paged, or could not be: <c>{number, reference, link, failure, medium, receiver, isRefused}</c>.</summary>
    public const string PageSent = "page.sent";

    /// <summary>A ticket or a channel is about to hear of later facts: the fields of <see cref="PageIntended"/>.</summary>
    public const string NoticeIntended = "notice.intended";

    /// <summary>It heard, or could not: the fields of <see cref="PageSent"/>.</summary>
    public const string NoticeSent = "notice.sent";

    /// <summary>On-call is about to be paged that nothing responds to an incident: <c>{because, notice}</c>.</summary>
    public const string HelpIntended = "help.intended";

    /// <summary>On-call was paged that nothing responds, or could not be: <c>{reached, failures}</c>.</summary>
    public const string HelpCalled = "help.called";

    /// <summary>Every containing step of a plan is done: <c>{plan}</c>.</summary>
    public const string IncidentContained = "incident.contained";

    /// <summary>The deadline passed before containment: <c>{deadline}</c>.</summary>
    public const string DeadlineMissed = "deadline.missed";

    /// <summary>Containments were checked: <c>{checked, drifted, unclear}</c>, of which the last could not be looked at.</summary>
    public const string HoldChecked = "hold.checked";

    /// <summary>A containment no longer holds: <c>{plan, step, drift}</c>.</summary>
    public const string HoldDrifted = "hold.drifted";

    /// <summary>A human asked to take everything back: <c>{by}</c>.</summary>
    public const string UndoRequested = "undo.requested";

    /// <summary>A containment was given up by this incident and stays for another: <c>{key, action, resource, heldBy}</c>.</summary>
    public const string UndoReleased = "undo.released";

    /// <summary>Nothing is left to do, and whoever was told of the incident hears so: <c>{status}</c>.</summary>
    public const string IncidentClosing = "incident.closing";

    /// <summary>The incident's run ended: <c>{status}</c>.</summary>
    public const string IncidentEnded = "incident.ended";

    /// <summary>The journal was put back from a copy: <c>{from, entries}</c>; once for the journal, and once for each incident that had not ended in it.</summary>
    public const string JournalRestored = "journal.restored";
}
