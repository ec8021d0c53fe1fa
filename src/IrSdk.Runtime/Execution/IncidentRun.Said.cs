using System.Globalization;

namespace IrSdk.Runtime;

/// <summary>What a run asks beside its steps, and what it tells whoever watches.</summary>
internal sealed partial class IncidentRun
{
    /// <summary>Asked beside the first steps: nothing waits for the answer.</summary>
    private void StartPreflights()
    {
        for (; preflown < state.Plans.Count; preflown++)
        {
            if (provider.Preflight is { } preflight)
            {
                var plan = state.Plans[preflown];
                running.Add(new(CallKind.Preflight, null, calls.PreflightAsync(preflight, plan.Plan, stopping), Now + StepCalls.Grace + StepCalls.Grace, StepCalls.Grace) { Plan = plan.Number });
            }
        }
    }

    private static PreflightEnded PreflightOf(RunningCall call, CallOutcome outcome) => outcome.Preflight is { } preflight
        ? new(call.Plan, preflight.Findings, preflight.Unasked)
        : new(call.Plan, [], outcome.Failure);

    /// <summary>Says once that all that is left goes on by itself, what it is, and that nobody needs to stay.</summary>
    private async ValueTask<bool> SayWaitAsync()
    {
        if (isWaitSaid || !IsQuiet || !running.Exists(call => call.Kind == CallKind.Completion) || running.Exists(call => call.Kind != CallKind.Completion))
        {
            return false;
        }

        isWaitSaid = true;
        return await WriteAsync(
            [
                Payload.Entry(state.Incident.Id, JournalKinds.CompletionsAwaited, Now, new CompletionsAwaited(
                    [.. running.Select(call => Awaited(call.Step!))], running.Max(call => call.AbandonAt) - StepCalls.Grace)),
            ]).ConfigureAwait(false);
    }

    private string Awaited(StepState step) =>
        provider.HandlerOf(step.Step.Action)?.CompleteNotBefore(step.Step.Action, step.Result!) is { } earliest && earliest > Now
            ? string.Create(CultureInfo.InvariantCulture, $"{step.Name} (not before {earliest.UtcDateTime:HH:mm} UTC)")
            : step.Name;

    private IEnumerable<string> Sentences(JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalKinds.PreflightEnded:
                var preflight = Payload.Read<PreflightEnded>(record);
                foreach (var step in preflight.Findings.Select(finding => state.Step(preflight.Plan, finding.Step)).Where(step => !step.HasSucceeded))
                {
                    yield return PreflightSaid.Of(step);
                }

                if (preflight.Unasked is { } unasked)
                {
                    yield return PreflightSaid.Of(unasked);
                }

                break;
            case JournalKinds.CompletionsAwaited:
                var awaited = Payload.Read<CompletionsAwaited>(record);
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"{(state.ContainedAt is null ? "Nothing more to contain" : "Contained")}; waiting for what goes on by itself until {awaited.Until:HH:mm} UTC at the latest: {string.Join(", ", awaited.Captures)}. Ctrl-C leaves it to the next run of the same alert.");
                break;
        }
    }
}
