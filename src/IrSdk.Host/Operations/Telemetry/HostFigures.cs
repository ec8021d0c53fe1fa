using System.Diagnostics.Metrics;
using IrSdk.Host.Alerts;
using IrSdk.Host.Incidents;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Queue;
using IrSdk.Runtime;

namespace IrSdk.Host.Operations;

/// <summary>What the host measures of itself, beside what the engine does.</summary>
internal sealed class HostFigures
{
    public HostFigures(IMeterFactory meters, IncidentBoard board, PlaybookShelf shelf, AlertDesk desk, TimeProvider time, AlertQueue? queue = null)
    {
#pragma warning disable CA2000 // The factory ends it.
        var meter = meters.Create(IrSdkTelemetry.Name);
#pragma warning restore CA2000
        var alerts = meter.CreateCounter<long>("irsdk.alerts", "{alert}", "Alerts, by what was decided about them.");
        desk.Decided = outcome => alerts.Add(1, new KeyValuePair<string, object?>("irsdk.outcome", Word(outcome)));
        meter.CreateObservableGauge("irsdk.incidents.active", () => board.Unended.Length, "{incident}", "Incidents that have not ended.");
        meter.CreateObservableGauge("irsdk.approvals.waiting", () => board.Incidents.Sum(static one => one.Waits), "{step}", "Steps that wait for a human.");
        meter.CreateObservableGauge("irsdk.alerts.waiting", () => Waiting(board).Count(), "{incident}", "Incidents whose alert was taken and that have no plan yet.");
        meter.CreateObservableGauge(
            "irsdk.alerts.waiting.age", () => Waiting(board).Select(one => (time.GetUtcNow() - one.AcceptedAt).TotalSeconds).DefaultIfEmpty(0).Max(), "s", "For how long the oldest of them has waited.");
        if (queue is not null)
        {
            meter.CreateObservableGauge("irsdk.queue.age", () => Age(queue), "s", "How long the message that was taken last had been in the queue.");
            meter.CreateObservableGauge("irsdk.queue.answers", () => queue.Trouble is null ? 1 : 0, null, "1 while the queue answers, 0 while it does not.");
        }

        meter.CreateObservableGauge(
            "irsdk.source.sync.age", () => shelf.Sources.Values.Select(one => new Measurement<double>((time.GetUtcNow() - one.At).TotalSeconds, new KeyValuePair<string, object?>("irsdk.source", one.Source))), "s", "How long ago a source was last looked at.");
    }

    private static Measurement<double>[] Age(AlertQueue queue) => queue.Age is { } age ? [new(age.TotalSeconds)] : [];

    private static IEnumerable<IncidentSummary> Waiting(IncidentBoard board) => board.Incidents.Where(static one => one is { Stage: IncidentStage.Accepted, Ended: null });

    private static string Word(AlertOutcome outcome) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(outcome.ToString());
}
