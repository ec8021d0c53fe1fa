using System.Net;
using System.Text.Json;
using IrSdk.Host.Tests.Alerts;
using IrSdk.Runtime;
using Microsoft.Data.Sqlite;

namespace IrSdk.Host.Tests.Operations;

/// <summary>A host that is asked to stop in the middle of its work.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task Stop_WhileAStepRuns_EndsItAndTheNextHostGoesOnWithoutLookingOrDoubling()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=100", "--IrSdk:HoldFor=00:00:00");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await UntilAStepRunsAsync(host, incident);

        host.Ask("TERM");
        await UntilAsync(host, async () => (await host.Client.GetAsync(new Uri("/readyz", UriKind.Relative))).StatusCode == HttpStatusCode.ServiceUnavailable);
        using (var refused = await host.SendAsync(TestAlerts.OfKey(2)))
        {
            refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.Should().BePositive();
        }

        host.WaitUntilGone();
        host.ExitCode.Should().Be(0, host.Output);
        host.Output.Should().NotContain("did not end their steps in time");
        LeaseOf(host, incident).Should().Be(0, "the lease was given back");
        (await KindsAsync(host, incident)).Count(kind => kind == JournalKinds.StepIntended).Should().Be((await KindsAsync(host, incident)).Count(kind => kind == JournalKinds.StepEnded), "what was under way has ended");

        await host.StartAsync();
        await host.SignInAsync();
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "the next host should go on");
        var kinds = await KindsAsync(host, incident);
        kinds.Should().Contain(JournalKinds.IncidentContained).And.NotContain(JournalKinds.StepReconciled);
        World.Effects(host, incident).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Stop_StepThatOutlastsTheLimit_IsHandedOver()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=2000", "--IrSdk:HoldFor=00:00:00", "--IrSdk:Stop:Within=00:00:01");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await UntilAStepRunsAsync(host, incident);

        host.Stop();

        host.Output.Should().Contain("did not end their steps in time");
        LeaseOf(host, incident).Should().Be(0, "the lease was given back");
        host.ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Stop_AskedTwice_EndsAtOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=10000", "--IrSdk:Stop:Within=00:05:00");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await UntilAStepRunsAsync(host, incident);
        host.Ask("TERM");
        await UntilAsync(host, () => Task.FromResult(host.Output.Contains("The host stops", StringComparison.Ordinal)));

        host.Stop();

        host.ExitCode.Should().Be(143);
    }

    [Fact]
    public async Task Start_WhileAnotherHostHasTheJournal_IsRefused()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository);
        await host.StartAsync();
        using var other = new HostProcess(repository, $"--IrSdk:Data={host.Data}");

        other.Launch();
        other.WaitUntilGone();

        other.ExitCode.Should().Be(2);
        await UntilAsync(other, () => Task.FromResult(other.Output.Contains("is locked by another run or host", StringComparison.Ordinal)));
    }

    private static Task<bool> UntilAStepRunsAsync(HostProcess host, string incident) => UntilAsync(
        host, async () => (await KindsAsync(host, incident)) is var kinds && kinds.Count(kind => kind == JournalKinds.StepIntended) > kinds.Count(kind => kind == JournalKinds.StepEnded));

    private static Task<bool> UntilAsync(HostProcess host, Func<Task<bool>> isSo) => host.UntilAsync<bool>(async () => await isSo() ? true : null, "it should be so");

    internal static async Task<List<string>> KindsAsync(HostProcess host, string incident)
    {
        await using var journal = SqliteJournal.Open(host.JournalFile, new SqliteJournalOptions());
        return [.. (await journal.ReadAsync(0, new IncidentId(incident), CancellationToken.None)).Select(record => record.Kind)];
    }

    private static long LeaseOf(HostProcess host, string incident)
    {
        using var connection = new SqliteConnection($"Data Source={host.JournalFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT expires_at FROM leases WHERE incident = @incident";
        command.Parameters.AddWithValue("@incident", incident);
        return (long)command.ExecuteScalar()!;
    }
}
