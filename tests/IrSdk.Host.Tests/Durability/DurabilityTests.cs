using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using IrSdk.Host.Tests.Alerts;
using IrSdk.Runtime;

namespace IrSdk.Host.Tests.Durability;

/// <summary>A host that is killed again and again under a stream of alerts, and started again each time.</summary>
public sealed class DurabilityTests
{
    /// <summary>100 is what must hold, and takes minutes; CI kills fewer times.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("IRSDK_HOST_KILLS") ?? "25", CultureInfo.InvariantCulture);

#pragma warning disable CA2025 // The stream is awaited before the host goes; the rule does not see it beyond the loop.
    [Fact]
    public async Task Host_KilledUnderAStreamOfAlerts_HandlesEachThatItTookExactlyOnce()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Latency=10", "--IrSdk:HoldFor=00:00:00", "--IrSdk:Alerts:PerMinute=10000000");
        await host.StartAsync();
        var taken = new ConcurrentDictionary<int, string>();
        var isEnough = false;
        var stream = StreamAsync(host, taken, () => Volatile.Read(ref isEnough));
        var random = new Random(20261125);
        for (var killed = 0; killed < Kills; killed++)
        {
            if (random.Next(4) > 0)
            {
                // A slow machine answers late after a start; one time in four it is killed before.
                var before = taken.Count;
                await host.UntilAsync<bool>(() => Task.FromResult<bool?>(taken.Count > before || stream.IsCompleted ? true : null), "the stream should go on");
                stream.IsFaulted.Should().BeFalse("a sender is answered as it should be: {0}", stream.Exception);
            }

            await Task.Delay(random.Next(10, 1_200));
            host.Kill();
            await host.StartAsync();
        }

        await Task.Delay(500);
        Volatile.Write(ref isEnough, true);
        await stream;
        taken.Should().HaveCountGreaterThan(Kills / 2, "the stream should have gone on between the kills");
        await host.SignInAsync();
        await host.UntilAsync<bool>(async () => (await host.GetAsync("/api/incidents")).EnumerateArray().All(one => one.TryGetProperty("ended", out _)) ? true : null, "every incident should end");
        host.Stop();

        var verified = await JournalVerifier.VerifyAsync(host.JournalFile, new FileAnchorStore(host.JournalFile + ".anchors"), AnchorKey.Load(host.JournalFile + ".key"), CancellationToken.None);
        verified.FirstBad.Should().BeNull();
        await using var journal = SqliteJournal.Open(host.JournalFile, new SqliteJournalOptions());
        var intakes = (await journal.ReadAsync(0, null, CancellationToken.None)).Where(record => record.Kind == JournalKinds.AlertAccepted).Select(record => AlertLog.Read(record)!).ToList();
        foreach (var (number, incident) in taken)
        {
            intakes.Where(one => one.Alert.Id == Name(number)).Select(one => one.Incident.ToString()).Distinct().Should().Equal([incident], "an alert that was answered is in one incident");
            World.Effects(host, incident).Should().OnlyHaveUniqueItems("nothing is done twice").And.Contain(effect => effect.Contains("/revoke-access-key/", StringComparison.Ordinal));
            KeepsOrder(host, incident);
        }
    }

#pragma warning restore CA2025

    /// <summary>Sends alert after alert; one without an answer is sent until it has one, as senders do.</summary>
    private static async Task StreamAsync(HostProcess host, ConcurrentDictionary<int, string> taken, Func<bool> isEnough)
    {
        for (var number = 1; !isEnough(); number++)
        {
            while (!isEnough())
            {
                try
                {
                    using var answer = await host.SendAsync(TestAlerts.OfKey(number, id: Name(number)));
                    if (answer.StatusCode == HttpStatusCode.Accepted)
                    {
                        taken[number] = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["alerts"]![0]!["incident"]!.GetValue<string>();
                        break;
                    }

                    answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync());
                }
                catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
                {
                    // It is down, or so busy that it gives no answer in time; it comes back.
                }

                await Task.Delay(50);
            }

            await Task.Delay(120);
        }
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"stream-{number}");

    /// <summary>By the account's own log: no key is revoked before its identity and the log of what it did are secured.</summary>
    private static void KeepsOrder(HostProcess host, string incident)
    {
        var changes = World.Changes(host, incident).Select((change, place) => (Step: (string)change["stepKey"]!, What: (string)change["what"]!, Place: place)).ToList();
        var contained = changes.Where(one => one.Step.Contains("/revoke-", StringComparison.Ordinal) && !one.What.StartsWith("marks", StringComparison.Ordinal)).Min(one => one.Place);
        changes.Where(one => one.What.StartsWith("secures evidence", StringComparison.Ordinal) && one.Step.Contains("/export-api-activity/", StringComparison.Ordinal)).Max(one => one.Place)
            .Should().BeLessThan(contained, "evidence comes first");
    }
}
