namespace IrSdk.Runtime;

/// <summary>One look at an incident: what follows from where it stands now. Decides only; writes and calls nothing.</summary>
internal sealed class Turn(IncidentState state, Guard guard, DateTimeOffset now)
{
    private IncidentId Id => state.Incident.Id;

    /// <summary>The steps that wait for nothing but the guard.</summary>
    public List<StepState> Ready { get; } =
    [
        .. state.Steps.Where(step => step.IsPending && step.Step.DependsOn.All(dependency =>
            step.Plan[dependency.Step] is { HasEnded: true } or { IsPassed: true })),
    ];

    public bool IsActingReady => Ready.Exists(step => step.IsActing);

    /// <summary>The steps that may run now.</summary>
    public List<StepState> Starting { get; } = [];

    /// <summary>What is to be journaled, the intents of the starting steps included.</summary>
    public List<JournalEntry> Decide(bool isFrozen, HashSet<ResourceId>? lastHour)
    {
        List<JournalEntry> entries = [.. Passes(), .. Milestones()];
        var standing = new Standing(isFrozen, [.. state.Steps.Where(step => step.Step.IsContaining && step.Intents > 0).Select(step => step.Step.Action.Resource.Id)], lastHour);
        foreach (var step in Ready)
        {
            var ruling = guard.Rule(step, standing, now);
            switch (ruling.Kind)
            {
                case RulingKind.Refuse:
                    entries.AddRange(StepOutcomes.Dropped(step, ruling, state, now));
                    break;
                case RulingKind.Hold when step.Held?.Because != ruling.Because:
                    entries.Add(Payload.Entry(Id, JournalKinds.StepHeld, now, new StepHeld(step.Plan.Number, step.Step.Id, ruling.Because, ruling.Until)));
                    break;
                case RulingKind.Pass:
                    entries.Add(Payload.Entry(Id, JournalKinds.StepIntended, now,
                        new StepIntended(step.Plan.Number, step.Step.Id, step.Key, step.Action, step.Step.Action.Resource.Id)));
                    Starting.Add(step);
                    if (step.Step.IsContaining)
                    {
                        standing.Add(step.Step.Action.Resource.Id);
                    }

                    break;
            }
        }

        return entries;
    }

    /// <summary>The next moment at which something follows from time alone.</summary>
    public IEnumerable<DateTimeOffset> Due()
    {
        foreach (var step in state.Steps)
        {
            if (step.Status == StepStatus.Held && step.Held?.Until is { } until)
            {
                yield return until;
            }

            if (step is { Status: StepStatus.Running, IsPassed: false, IsReconciling: false } && Clock.PassAt(step, state) is { } pass)
            {
                yield return pass;
            }
        }

        if (IsDeadlineOpen)
        {
            yield return Deadline;
        }
    }

    private DateTimeOffset Deadline => state.Incident.AcceptedAt + state.Plans[0].Plan.Deadline;

    private bool IsDeadlineOpen => !state.IsDeadlineMissed && state.ContainedAt is null
        && state.Responses.SelectMany(plan => plan.Steps).Any(step => step.Step.IsContaining && !step.HasEnded);

    private IEnumerable<JournalEntry> Passes() =>
        state.Steps.Where(step => step is { Status: StepStatus.Running, IsPassed: false, IsReconciling: false } && Clock.PassAt(step, state) <= now)
            .SelectMany(step => StepOutcomes.Gaps(step, Late(step), isAllowed: true, state, now));

    private static string Late(StepState step) =>
        $"not secured by the time that containment had to go on; the capture goes on{(step.LastFailure is { } failure ? $"; last: {failure}" : "")}";

    private IEnumerable<JournalEntry> Milestones()
    {
        var current = state.Current;
        if (current.IsContained && state.ContainedPlan < current.Number && !state.IsCalledOff)
        {
            yield return Payload.Entry(Id, JournalKinds.IncidentContained, now, new IncidentContained(current.Number));
        }
        else if (IsDeadlineOpen && now >= Deadline)
        {
            yield return Payload.Entry(Id, JournalKinds.DeadlineMissed, now, new DeadlineMissed(state.Plans[0].Plan.Deadline));
        }
    }
}
