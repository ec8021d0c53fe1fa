using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IrSdk.Planning;

namespace IrSdk.Runtime;

/// <summary>
/// Traces and measures one run of an incident. The trace's id comes from the incident's, so that a run that goes on elsewhere goes on
/// in the same trace.
/// </summary>
internal sealed class IncidentTrace : IDisposable
{
    private readonly IncidentId incident;
    private readonly TimeProvider time;
    private readonly ActivityContext trace;
    private readonly Activity? root;
    private readonly Dictionary<string, Activity> steps = new(StringComparer.Ordinal);

    private IncidentTrace(IncidentId incident, DateTimeOffset since, TimeProvider time)
    {
        (this.incident, this.time) = (incident, time);
        if (Instruments.Source.HasListeners())
        {
            var id = SHA256.HashData(Encoding.UTF8.GetBytes($"irsdk-incident\n{incident}"));
            trace = new(ActivityTraceId.CreateFromBytes(id.AsSpan(0, 16)), default, ActivityTraceFlags.Recorded);

            // Whatever asked for the run (a request, say) has a trace of its own, and would be taken for the parent.
            Activity.Current = null;
            root = Begin("incident", trace, since);
        }
    }

    private ActivityContext Parent => root?.Context ?? trace;

    /// <summary>Begins a run.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="since">When it was accepted. Null: the run goes on with it.</param>
    /// <param name="time">The clock.</param>
    public static IncidentTrace Begin(IncidentId incident, DateTimeOffset? since, TimeProvider time) => new(incident, since ?? time.GetUtcNow(), time);

    /// <summary>What came before the first plan: from the alert's acceptance until its incident is resolved.</summary>
    public void Alert(Incident resolved)
    {
        if (root is null)
        {
            return;
        }

        using var span = Begin("alert", Parent, resolved.AcceptedAt);
        span?.SetTag("irsdk.alert.kind", Word(resolved.Kind)).SetTag("irsdk.alert.count", resolved.Alerts.Length).SetTag("irsdk.incident.resources", resolved.Resources.Length);
        End(span);
    }

    /// <summary>Asks for a plan.</summary>
    public async Task<Plan?> PlanAsync(int round, Func<Task<Plan?>> plan)
    {
        using var span = root is null ? null : Begin("plan", Parent, time.GetUtcNow());
        span?.SetTag("irsdk.round", round);
        try
        {
            var made = await plan().ConfigureAwait(false);
            span?.SetTag("irsdk.plan.steps", made?.Steps.Length ?? 0).SetTag("irsdk.plan.hash", made?.Hash);
            return made;
        }
        catch
        {
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            End(span);
        }
    }

    /// <summary>Takes note of what was just written.</summary>
    public void Note(JournalRecord record, IncidentState state)
    {
        switch (record.Kind)
        {
            case JournalKinds.StepEnded:
                var ended = record.Payload!.Value;
                Ended(state.Step(ended.GetProperty("plan").GetInt32(), ended.GetProperty("step").GetString()!), record.At);
                break;
            case JournalKinds.IncidentContained when state.Responses.Count(plan => plan.IsContained) <= 1:
                Instruments.Containment.Record((record.At - state.Incident.AcceptedAt).TotalSeconds, Playbook(state), Kind(state));
                Close(state);
                break;
            case JournalKinds.DeadlineMissed:
                Instruments.DeadlinesMissed.Add(1, Playbook(state), Kind(state));
                root?.SetStatus(ActivityStatusCode.Error, "The deadline passed before containment.");
                break;
            case JournalKinds.EvidenceGap when Instruments.Gaps.Enabled:
                Instruments.Gaps.Add(1, Evidence(record), Playbook(state));
                break;
            case JournalKinds.EvidenceClosed when Instruments.GapsClosed.Enabled:
                Instruments.GapsClosed.Add(1, Evidence(record), Playbook(state));
                break;
            default:
                break;
        }
    }

    /// <summary>Calls a step's handler within its span, so that what is called over the network stands beneath it.</summary>
    public T Within<T>(StepState step, Func<T> call)
    {
        if (root is null)
        {
            return call();
        }

        var before = Activity.Current;
        if (Begin("step", Parent, time.GetUtcNow()) is { } span)
        {
            Describe(span, step);
            steps[step.Key] = span;
        }

        try
        {
            return call();
        }
        finally
        {
            Activity.Current = before;
        }
    }

    /// <summary>Ends what the run leaves open.</summary>
    public void Close(IncidentState state)
    {
        if (root is { IsStopped: false })
        {
            root.SetTag("irsdk.playbook", state.Playbook).SetTag("irsdk.incident.kind", Word(state.Incident.Kind)).SetTag("irsdk.incident.alerts", state.Alerts.Length)
                .SetTag("irsdk.incident.gaps", state.Evidence.Gaps.Count()).SetTag("irsdk.incident.status", Word(state.Ended ?? (state.ContainedAt is null ? RunStatus.Unfinished : RunStatus.Contained)));
            End(root);
        }
    }

    public void Dispose()
    {
        foreach (var span in steps.Values)
        {
            span.SetTag("irsdk.step.status", "handed-over");
            End(span);
        }

        End(root);
        root?.Dispose();
    }

    private void Ended(StepState step, DateTimeOffset at)
    {
        if (step.StartedAt is { } started)
        {
            Instruments.StepDuration.Record(
                (at - started).TotalSeconds, new("irsdk.action", step.Action), new("irsdk.resource.type", step.Step.Action.Resource.Id.Type), new("irsdk.step.status", Word(step.Status)));
        }

        // One that was dropped before it began is a moment in the trace.
        using var span = root is null ? null : steps.Remove(step.Key, out var open) ? open : Begin("step", Parent, at);
        if (span is null)
        {
            return;
        }

        Describe(span, step);
        span.SetTag("irsdk.step.status", Word(step.Status)).SetTag("irsdk.step.attempts", step.Attempts).SetTag("irsdk.rule", step.Rule)
            .SetStatus(step.HasSucceeded ? ActivityStatusCode.Ok : ActivityStatusCode.Error);
        End(span);
    }

    private static void Describe(Activity span, StepState step) => span
        .SetTag("irsdk.step.id", step.Step.Id).SetTag("irsdk.action", step.Action).SetTag("irsdk.resource.type", step.Step.Action.Resource.Id.Type)
        .SetTag("irsdk.step.kind", step.Step.Action switch { PreservingAction => "preserving", ContainingAction => "containing", RestoringAction => "restoring", _ => "notifying" })
        .SetTag("irsdk.round", step.Plan.Plan.Round);

    private Activity? Begin(string name, ActivityContext parent, DateTimeOffset since) =>
        Instruments.Source.CreateActivity(name, ActivityKind.Internal, parent)?.SetStartTime(since.UtcDateTime).SetTag("irsdk.incident.id", incident.ToString()).Start();

    private void End(Activity? span)
    {
        if (span is { IsStopped: false })
        {
            var current = Activity.Current;
            span.SetEndTime(time.GetUtcNow().UtcDateTime);
            span.Stop();
            if (!ReferenceEquals(current, span))
            {
                Activity.Current = current;
            }
        }
    }

    private static KeyValuePair<string, object?> Playbook(IncidentState state) => new("irsdk.playbook", state.Playbook);

    private static KeyValuePair<string, object?> Kind(IncidentState state) => new("irsdk.incident.kind", Word(state.Incident.Kind));

    private static KeyValuePair<string, object?> Evidence(JournalRecord record) => new("irsdk.evidence", record.Payload!.Value.GetProperty("kind").ToString());

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
