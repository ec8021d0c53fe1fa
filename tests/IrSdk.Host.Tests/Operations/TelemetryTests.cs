using IrSdk.Host.Tests.Alerts;

namespace IrSdk.Host.Tests.Operations;

/// <summary>What a collector is sent by a host that contains an incident.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Collector_OfAContainedIncident_SeesItsTraceAndTheFigures()
    {
        using var collector = new OtlpReceiver();
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=10", "--IrSdk:HoldFor=00:00:00", $"--IrSdk:Telemetry:Otlp={collector.Address}", "--IrSdk:Telemetry:Protocol=http/protobuf");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(2, confidence: 3)));
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "it should end");
        var file = await host.GetAsync($"/api/incidents/{incident}");
        host.Stop();

        var spans = collector.Spans.Where(span => span.Tags.GetValueOrDefault("irsdk.incident.id") == incident).ToList();
        spans.Select(span => span.Trace).Distinct().Should().ContainSingle("an incident is one trace");
        var root = spans.Single(span => span.Name == "incident");
        root.Parent.Should().BeEmpty();
        root.Tags["irsdk.incident.status"].Should().Be("contained");
        spans.Where(span => span.Name is "alert" or "plan" or "step").Should().OnlyContain(span => span.Parent == root.Id);
        spans.Where(span => span.Name == "step").Select(span => span.Tags["irsdk.step.id"])
            .Should().BeEquivalentTo(file.GetProperty("report").GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("id").GetString()));

        var playbook = file.GetProperty("report").GetProperty("playbook").GetString()!;
        var containment = collector.Metrics["irsdk.incident.containment.duration"].Should().ContainSingle().Subject;
        (containment.Count, containment.Tags["irsdk.playbook"], containment.Tags["irsdk.incident.kind"]).Should().Be((1, playbook, "credential-compromise"));
        containment.Value.Should().BeApproximately(System.Xml.XmlConvert.ToTimeSpan(file.GetProperty("report").GetProperty("timeToContain").GetString()!).TotalSeconds, 0.001);
        collector.Metrics["irsdk.step.duration"].Sum(point => point.Count).Should().Be(spans.Count(span => span.Name == "step"));
        collector.Metrics["irsdk.alerts"].ToDictionary(point => point.Tags["irsdk.outcome"], point => point.Value).Should().BeEquivalentTo(new Dictionary<string, double> { ["opened"] = 1, ["set-aside"] = 1 });
        collector.Metrics["irsdk.journal.append.duration"].Single().Count.Should().BePositive();
        collector.Metrics["irsdk.incidents.active"].Single().Value.Should().Be(0);
        collector.Metrics["irsdk.approvals.waiting"].Single().Value.Should().Be(0);
        collector.Metrics["irsdk.alerts.waiting"].Single().Value.Should().Be(0);
        collector.Metrics["irsdk.source.sync.age"].Single().Tags["irsdk.source"].Should().Be("team");
        collector.Metrics.Should().NotContainKey("irsdk.incident.deadline.missed");
        collector.Raw.Should().NotContain(sent => sent.Contains("used from afar", StringComparison.Ordinal), "an alert's text stays in the journal")
            .And.NotContain(sent => sent.Contains("token=", StringComparison.Ordinal), "a link that signs in is nobody else's");
    }

    [Fact]
    public async Task Collector_OfAnIncidentThatWaitsForAHuman_SeesThatItWaits()
    {
        using var collector = new OtlpReceiver();
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=10", "--IrSdk:Guards=guards.json", $"--IrSdk:Telemetry:Otlp={collector.Address}", "--IrSdk:Telemetry:Protocol=http/protobuf");
        host.Write("guards.json", """{ "consent": "approve" }""");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await host.UntilIncidentAsync(incident, one => one.GetProperty("waits").GetInt32() == 3, "key, sessions and instance should wait");
        host.Stop();

        collector.Metrics["irsdk.approvals.waiting"].Single().Value.Should().Be(3);
        collector.Metrics["irsdk.incidents.active"].Single().Value.Should().Be(1);
        collector.Metrics.Should().NotContainKey("irsdk.incident.containment.duration", "nothing is contained yet");
    }
}
