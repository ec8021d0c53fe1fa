namespace IrSdk.Runtime;

/// <summary>How a run tells people: each receiver by itself, so that one that cannot be reached keeps nobody else waiting.</summary>
internal sealed partial class IncidentRun
{
    private Notifier Notifier => new(provider, state, options, isBusy: running.Exists(call =>
        call is { Kind: CallKind.Step or CallKind.Reconciliation, Step.Step.Action: not NotifyingAction }));

    private async ValueTask<bool> TellAsync(Notifier notifier)
    {
        var now = Now;
        var due = notifier.Due.Where(one => one.At <= now).ToList();
        if (!await WriteAsync([.. due.Select(one => Payload.Entry(
            state.Incident.Id, one.Medium == MediumState.Page ? JournalKinds.PageIntended : JournalKinds.NoticeIntended, now, notifier.Intent(one.Medium, one.Receiver, now)))]).ConfigureAwait(false))
        {
            return false;
        }

        due.ForEach(one => StartNotice(one.Medium, one.Receiver, isAgain: false));
        return true;
    }

    /// <summary>Goes on with the notices whose answers an earlier run never journaled.</summary>
    private void TellAgain()
    {
        foreach (var (name, medium) in state.Media)
        {
            foreach (var receiver in provider.ReceiversOf(medium.Action).Where(receiver => medium[receiver.Name].Open is not null))
            {
                StartNotice(name, receiver, isAgain: true);
            }

            // A receiver that is there no more cannot be asked: what it was told is as it is.
            foreach (var (gone, left) in medium.Receivers.Where(one => one.State.Open is not null && !provider.ReceiversOf(medium.Action).Any(receiver => receiver.Name == one.Receiver)).ToList())
            {
                left.Succeed();
            }
        }
    }

    private void StartNotice(string medium, NoticeReceiver receiver, bool isAgain)
    {
        var open = state.Media[medium][receiver.Name].Open!;
        var action = state.Media[medium].Action;
        var limit = ActionEffects.Of(action).Timeout;
        var step = receiver.Name.Length == 0 ? $"{medium}/{open.Number}" : $"{medium}@{receiver.Name}/{open.Number}";
        var context = new StepContext
        {
            Incident = state.Incident.Id,
            Step = step,
            Key = $"{state.Incident.Id}/{step}",
            Attempt = 1,
            Deadline = Now + limit,
            Time = options.Time,
            Notice = open.Notice,
        };
        running.Add(new(CallKind.Page, null, calls.DeliverAsync(receiver, action, context, limit, isAgain, stopping), Now + limit + StepCalls.Grace + StepCalls.Grace, limit) { Notice = open });
    }

    private JournalEntry Told(RunningCall call, CallOutcome outcome, DateTimeOffset now) => Payload.Entry(
        state.Incident.Id, call.Notice!.Medium == MediumState.Page ? JournalKinds.PageSent : JournalKinds.NoticeSent, now,
        new PageSent(call.Notice.Number, outcome.Result?.Reference, outcome.Result?.Link, outcome.Failure)
        {
            Medium = call.Notice.Medium,
            Receiver = call.Notice.Receiver,
            IsRefused = outcome.IsPermanent,
        });

    /// <summary>Two calls for one ticket at the same time would open two: a step waits for what is on its way to its receivers.</summary>
    private async Task<CallOutcome> TellInTurnAsync(NotifyingAction action, StepContext context, TimeSpan limit)
    {
        var medium = MediumState.NameOf(action);
        await Task.WhenAll(running.Where(call => call.Notice?.Medium == medium).Select(call => call.Task)).ConfigureAwait(false);
        return await calls.TellAsync(action, context, limit, state.MustLook, stopping).ConfigureAwait(false);
    }

    /// <summary>What ends an incident; when nothing is left for people to do, they hear so first.</summary>
    private JournalEntry End()
    {
        var outcome = Reporting.Outcome(state);
        var isOver = outcome == RunStatus.Undone || (outcome == RunStatus.Contained && (state.Verdict is not null || options.HoldFor > TimeSpan.Zero));
        return isOver && !state.IsOver
            ? Payload.Entry(state.Incident.Id, JournalKinds.IncidentClosing, Now, new IncidentEnded(outcome))
            : Payload.Entry(state.Incident.Id, JournalKinds.IncidentEnded, Now, new IncidentEnded(outcome));
    }
}
