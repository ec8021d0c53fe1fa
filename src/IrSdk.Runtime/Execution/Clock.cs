namespace IrSdk.Runtime;

/// <summary>When a step's time is up.</summary>
internal static class Clock
{
    /// <summary>
    /// When what waits for a running capture may pass without it: when only the longest containing tail is left of the deadline,
    /// and never before the capture had its own time. Null: it may not.
    /// </summary>
    public static DateTimeOffset? PassAt(StepState step, IncidentState state) =>
        step is { MayContinue: true, CalledAt: { } called } && step.Tail > TimeSpan.Zero && step.Kinds.Any()
            ? Later(state.Incident.AcceptedAt + step.Plan.Plan.Deadline - step.Tail, called + step.Step.Timeout)
            : null;

    /// <summary>When its handler is cancelled. A capture that others passed goes on for its own time once more.</summary>
    public static DateTimeOffset GiveUpAt(StepState step, IncidentState state) =>
        PassAt(step, state) is { } pass ? pass + step.Step.Timeout : step.CalledAt!.Value + step.Step.Timeout;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
