namespace IrSdk.Runtime;

/// <summary>How a run calls handlers.</summary>
internal sealed partial class IncidentRun
{
    private void Reconcile()
    {
        foreach (var step in state.Steps.Where(step => step.Status == StepStatus.Running))
        {
            step.IsReconciling = true;
            Add(CallKind.Reconciliation, step, trace.Within(step, () => calls.ReconcileAsync(step.Step.Action, Context(step, Now), stopping)), TimeSpan.FromMinutes(1));
        }

        TellAgain();
    }

    private void Start(StepState step)
    {
        var limit = Clock.GiveUpAt(step, state) - Now;
        var context = Context(step, Clock.PassAt(step, state) ?? Now + limit);
        var call = trace.Within(step, () => step.Step.Action is RestoringAction ? RestoreAsync(step, context, limit)
            : step.Step.Action is NotifyingAction action ? TellInTurnAsync(action, context, limit)
            : calls.ExecuteAsync(step.Step.Action, context, limit, retriesUntilLimit: Clock.PassAt(step, state) is not null, state.MustLook, stopping));
        Add(CallKind.Step, step, call, limit);
    }

    /// <summary>Takes a containment back, unless the world has changed since: then it is for people to decide.</summary>
    private async Task<CallOutcome> RestoreAsync(StepState step, StepContext context, TimeSpan limit)
    {
        foreach (var restored in step.Plan.Restores.Where(one => one.Step == step.Step.Id))
        {
            var contained = state.Steps.Single(one => one.Key == restored.Key);
            if (contained is { Step.IsContaining: true, HasSucceeded: true } && await calls.CheckAsync(contained, Context(contained, context.Deadline), stopping).ConfigureAwait(false) is { Failure: { } drift } check)
            {
                return check.IsUnclear
                    ? new(null, $"whether {contained.Name} has changed since could not be looked up ({drift}); it stays contained", 0)
                    : new(null, $"{contained.Name} has changed since ({drift}); restore it by hand", 0) { IsRefused = true };
            }
        }

        return await calls.ExecuteAsync(step.Step.Action, context, limit, retriesUntilLimit: false, isAgain: false, stopping).ConfigureAwait(false);
    }

    private void StartCompletions()
    {
        foreach (var step in state.Steps.Where(step => step is { IsPreserving: true, HasSucceeded: true, IsCompleted: false } && completing.Add(step.Key)))
        {
            if (provider.HandlerOf(step.Step.Action) is not null)
            {
                Add(CallKind.Completion, step, calls.CompleteAsync(step, Context(step, Now + options.CompletionTimeout), options.CompletionTimeout, stopping), options.CompletionTimeout);
            }
        }

        // What had nothing to wait for needs no entry.
        running.RemoveAll(call => call is { Kind: CallKind.Completion, Task: { IsCompletedSuccessfully: true, Result.Failure: null } });
    }

    private StepContext Context(StepState step, DateTimeOffset deadline) => new()
    {
        Incident = state.Incident.Id,
        Step = step.Step.Id,
        Key = step.Key,
        Attempt = Math.Max(step.Intents, 1),
        Deadline = deadline,
        Time = options.Time,
        PriorState = step.Plan.Restores.FirstOrDefault(one => one.Step == step.Step.Id)?.PriorState,
        Retried = failure => step.LastFailure = failure,
        Keeper = step.Step.Action is RestoringAction or NotifyingAction ? null : new(step, journal, lease, options.Time, kept),
        Notice = step.Step.Action is NotifyingAction action ? NoticeWriter.Write(state, MediumState.NameOf(action), null, Now, options.Links) : null,
    };

    private void Add(CallKind kind, StepState? step, Task<CallOutcome> task, TimeSpan limit) =>
        running.Add(new(kind, step, task, Now + limit + StepCalls.Grace, limit));
}
