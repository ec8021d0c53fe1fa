using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IrSdk.Runtime.Tests;

public sealed class TelemetryTests
{
    [Fact]
    public void Respond_Contained_IsOneTraceFromAcceptanceToContainment()
    {
        IncidentId id = new("inc-traced");
        using var spans = new Spans(id);
        using var request = new Activity("a request that asked for it").Start();
        var rig = new Rig();
        rig.World.Latency["snapshot-volumes"] = TimeSpan.FromSeconds(20);
        rig.World.Latency["revoke-access-key"] = TimeSpan.FromSeconds(3);

        var report = rig.Respond(id: id);

        report.Status.Should().Be(RunStatus.Contained);
        Activity.Current.Should().BeSameAs(request);
        spans.All.Select(span => span.TraceId).Distinct().Should().ContainSingle();
        var root = spans.Named("incident").Should().ContainSingle().Subject;
        root.ParentSpanId.Should().Be(default(ActivitySpanId));
        (root.StartTimeUtc, root.Duration).Should().Be((rig.AcceptedAt.UtcDateTime, report.TimeToContain!.Value));
        spans.All.Where(span => span != root).Should().OnlyContain(span => span.ParentSpanId == root.SpanId);
        spans.Named("alert").Should().ContainSingle();
        spans.Named("plan")[0].GetTagItem("irsdk.plan.steps").Should().Be(report.Steps.Length);
        spans.Named("step").Should().HaveCount(report.Steps.Length);
        foreach (var step in report.Steps)
        {
            var span = spans.Named("step").Single(one => (string?)one.GetTagItem("irsdk.step.id") == step.Id);
            span.StartTimeUtc.Should().Be(step.StartedAt!.Value.UtcDateTime, step.Id);
            (span.StartTimeUtc + span.Duration).Should().BeCloseTo(step.EndedAt!.Value.UtcDateTime, TimeSpan.FromTicks(1), step.Id);
            span.GetTagItem("irsdk.resource.type").Should().Be(step.Resource.Type);
            span.GetTagItem("irsdk.round").Should().Be(1);
            span.GetTagItem("irsdk.step.status").Should().Be(step.Status.ToString().ToLowerInvariant());
        }

        spans.Named("step").Count(span => (string?)span.GetTagItem("irsdk.step.kind") == "containing").Should().Be(3);
        spans.All.SelectMany(span => span.TagObjects).Select(tag => tag.Value?.ToString()).Should().NotContain(value => value!.Contains("assumed 14 roles", StringComparison.Ordinal), "an alert's text stays out");
    }

    [Fact]
    public void Respond_GoneOnWithByAnotherRun_GoesOnInTheSameTrace()
    {
        IncidentId id = new("inc-traced-twice");
        using var spans = new Spans(id);
        var first = new Rig();
        first.Respond(id: id);
        var trace = spans.All.Select(span => span.TraceId).Distinct().Single();
        var second = new Rig { Journal = InMemoryJournal.From(first.Journal.Records.Take(8), first.Clock) };

        second.Respond(id: id);

        spans.All.Select(span => span.TraceId).Distinct().Should().Equal(trace);
        spans.Named("incident").Should().HaveCount(2);
    }

    [Fact]
    public void Respond_Contained_IsMeasured()
    {
        var playbook = Named("measured");
        using var figures = new Figures(playbook.Name);
        var rig = new Rig();
        rig.World.Latency["revoke-access-key"] = TimeSpan.FromSeconds(3);

        var report = rig.Respond(playbook, new("inc-measured"));

        figures.Of("irsdk.incident.containment.duration").Should().Equal(report.TimeToContain!.Value.TotalSeconds);
        figures.Of("irsdk.incident.deadline.missed").Should().BeEmpty();
    }

    [Fact]
    public void Respond_LateAndWithAGap_IsCounted()
    {
        var playbook = Named("late", within: 5.Seconds());
        using var figures = new Figures(playbook.Name);
        var rig = new Rig();
        rig.World.Latency["revoke-access-key"] = TimeSpan.FromSeconds(8);
        rig.World.Fault["snapshot-volumes"] = _ => throw new ProviderException("refused", isTransient: false);

        var report = rig.Respond(playbook, new("inc-late"));

        report.Gaps.Should().NotBeEmpty();
        figures.Of("irsdk.incident.deadline.missed").Should().Equal(1);
        figures.Of("irsdk.evidence.gaps").Should().HaveCount(report.Gaps.Length).And.OnlyContain(gap => gap == 1);
        figures.Of("irsdk.evidence.gaps.closed").Should().BeEmpty();
    }

    private static Playbook Named(string name, TimeSpan? within = null) => Playbook.Named(name).Handles(IncidentKind.CredentialCompromise)
        .Against("T1078.004").ContainWithin(within ?? 5.Minutes()).Respond(First.Preserve.Identity().And.ApiActivity(last: 72.Hours()).And.Snapshot().Then.RevokeKeys());

    private sealed class Spans : IDisposable
    {
        private readonly ConcurrentQueue<Activity> ended = [];
        private readonly ActivityListener listener;

        public Spans(IncidentId id)
        {
            listener = new()
            {
                ShouldListenTo = source => source.Name == IrSdkTelemetry.Name,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span =>
                {
                    if ((string?)span.GetTagItem("irsdk.incident.id") == id.ToString())
                    {
                        ended.Enqueue(span);
                    }
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public IReadOnlyList<Activity> All => [.. ended];

        public IReadOnlyList<Activity> Named(string name) => [.. ended.Where(span => span.OperationName == name)];

        public void Dispose() => listener.Dispose();
    }

    private sealed class Figures : IDisposable
    {
        private readonly ConcurrentQueue<(string Name, double Value)> measured = [];
        private readonly MeterListener listener = new();

        public Figures(string playbook)
        {
            listener.InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == IrSdkTelemetry.Name)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
            listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
            listener.Start();

            void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
            {
                foreach (var tag in tags)
                {
                    if (tag.Key == "irsdk.playbook" && (string?)tag.Value == playbook)
                    {
                        measured.Enqueue((instrument.Name, value));
                    }
                }
            }
        }

        public IEnumerable<double> Of(string name) => measured.Where(one => one.Name == name).Select(one => one.Value);

        public void Dispose() => listener.Dispose();
    }
}
