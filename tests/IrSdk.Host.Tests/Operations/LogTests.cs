using System.Text.Json;
using IrSdk.Host.Operations;
using IrSdk.Host.Tests.Alerts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IrSdk.Host.Tests.Operations;

public sealed class LogTests
{
    [Fact]
    public void Line_TextOfTheOutsideWorld_StaysOnItsLineAndMovesNothing()
    {
        var written = new StringWriter();
        var hostile = "quiet\r\n2026-01-01 info forged\u001b[2J\u202Eback\u2028";

        new LineFormatter(TimeProvider.System).Write(
            new LogEntry<string>(LogLevel.Warning, "Category", new EventId(7, "Refused"), hostile, new InvalidOperationException(hostile), (state, _) => state), null, written);

        var lines = written.ToString().TrimEnd('\n').Split('\n');
        lines[0].Should().EndWith(@"warn Category[Refused] quiet\u000d\u000a2026-01-01 info forged\u001b[2J\u202eback\u2028");
        lines.Skip(1).Should().OnlyContain(line => line.StartsWith("    ", StringComparison.Ordinal), "what an exception says begins no entry of its own");
        written.ToString().Should().NotContainAny("\u001b", "\u202e", "\r");
    }

    [Fact]
    public async Task JsonLog_OfAnIncident_HasItsIdAndItsStepsInScopes()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Log:Json=true", "--IrSdk:Latency=1", "--IrSdk:HoldFor=00:00:00");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "it should end");
        host.Stop();

        var entries = host.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonElement.Parse(line)).ToList();

        var steps = entries.Where(one => one.GetProperty("State").TryGetProperty("Step", out _)).ToList();
        steps.Should().NotBeEmpty();
        steps.Should().AllSatisfy(one => one.GetProperty("Scopes").EnumerateArray().Should().Contain(scope => scope.ToString().Contains(incident)));
        steps.Select(one => one.GetProperty("State").GetProperty("Step").GetString()).Should().Contain(step => step!.StartsWith("revoke-access-key/", StringComparison.Ordinal));
        steps.Select(one => one.GetProperty("EventId").GetInt32()).Distinct().Should().ContainSingle();
        host.Output.Should().NotContain("used from afar", "an alert's text is in the journal, not in the log");
    }
}
