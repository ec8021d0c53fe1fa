using System.Net;
using System.Text.Json;
using IrSdk.Host.Tests.Alerts;
using IrSdk.Runtime;

namespace IrSdk.Host.Tests.Operations;

/// <summary>Copies of a journal that is written all the while, and a host that goes on from one.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task Backup_ThenMoreIsDone_ThenRestore_GoesOnWithoutDoublingAnything()
    {
        using var repository = new PlaybookRepository();
        using var copies = new TemporaryFolder();
        using var host = new HostProcess(repository, "--IrSdk:Latency=100", "--IrSdk:HoldFor=00:00:00", $"--IrSdk:Backup:Folder={copies.Path}", "--IrSdk:Backup:Every=1.00:00:00");
        await host.StartAsync();
        await host.SignInAsync();
        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;
        await host.UntilAsync<bool>(async () => (await StopTests.KindsAsync(host, incident)).Contains(JournalKinds.PlanMade) ? true : null, "it should be planned");

        using var made = await host.PostAsync("/api/backup", new { });
        made.StatusCode.Should().Be(HttpStatusCode.OK, await made.Content.ReadAsStringAsync());
        var copy = Path.Combine(copies.Path, JsonElement.Parse(await made.Content.ReadAsStringAsync()).GetProperty("name").GetString()!);
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "it should end");
        host.Stop();
        var done = World.Effects(host, incident);
        (await VerifyAsync(copy, AnchorKey.Load(copy + ".key.pub"))).FirstBad.Should().BeNull();
        await using (var before = SqliteJournal.Open(copy, new SqliteJournalOptions()))
        {
            (await before.ReadAsync(0, new IncidentId(incident), CancellationToken.None)).Should().NotContain(record => record.Kind == JournalKinds.IncidentEnded, "the copy was made while it was under way");
        }

        var key = AnchorKey.Load(host.JournalFile + ".key");
        var kept = await JournalRestore.PutAsync(copy, host.JournalFile, key, TimeProvider.System, CancellationToken.None);

        await host.StartAsync();
        await host.SignInAsync();
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("ended", out _), "it should end again");
        host.Stop();
        var after = World.Effects(host, incident).ToLookup(IsMessage);
        after[false].Should().OnlyHaveUniqueItems().And.BeEquivalentTo(done.Where(effect => !IsMessage(effect)), "everything had been done since the copy was made");
        after[true].Select(Number).Distinct().Should().BeEquivalentTo(done.Where(IsMessage).Select(Number).Distinct(), "a message that was sent is found by its key and brought up to date; no other one is sent");
        (await VerifyAsync(host.JournalFile, key)).FirstBad.Should().BeNull();
        (await VerifyAsync(kept!, key)).FirstBad.Should().BeNull();
        (await StopTests.KindsAsync(host, incident)).Should().Contain(JournalKinds.JournalRestored).And.Contain(JournalKinds.IncidentContained);
    }

    [Fact]
    public async Task Backup_ByTheClock_KeepsTheNewest()
    {
        using var repository = new PlaybookRepository();
        using var copies = new TemporaryFolder();
        using var host = new HostProcess(repository, $"--IrSdk:Backup:Folder={copies.Path}", "--IrSdk:Backup:Every=00:00:01", "--IrSdk:Backup:Keep=2");
        await host.StartAsync();
        await host.SignInAsync();
        await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1, confidence: 1)));

        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.Output.Split('\n').Count(line => line.Contains("The journal was copied", StringComparison.Ordinal)) > 3 ? true : null), "copies should be made");

        host.Stop();
        var left = Directory.GetFiles(copies.Path, "incidents-*.journal.db");
        left.Should().HaveCount(2);
        Directory.GetFiles(copies.Path).Should().HaveCount(6, "each with its anchors and the public key, and no part of another");
        foreach (var copy in left)
        {
            (await VerifyAsync(copy, AnchorKey.Load(copy + ".key.pub"))).FirstBad.Should().BeNull();
        }
    }

    [Fact]
    public async Task Retention_OldIncidents_AreASentenceAndTheChainHolds()
    {
        using var repository = new PlaybookRepository();
        using var host = new HostProcess(repository, "--IrSdk:Retention:Payloads=30.00:00:00");
        Directory.CreateDirectory(Path.Combine(host.Data, "worlds"));
        var key = AnchorKey.LoadOrCreate(host.JournalFile + ".key");
        var longAgo = TimeProvider.System.GetUtcNow().AddDays(-100);
        IncidentId old = new("inc-old");
        await using (var journal = SqliteJournal.Open(host.JournalFile, new SqliteJournalOptions { Anchors = new FileAnchorStore(host.JournalFile + ".anchors"), AnchorKey = key }))
        {
            foreach (var (kind, payload) in new[] { (JournalKinds.AlertAccepted, Alert()), (JournalKinds.IncidentEnded, """{ "status": "undone" }""") })
            {
                await journal.AppendAsync([new(old, kind, 1, longAgo, JsonElement.Parse(payload))], null, CancellationToken.None);
            }
        }

        var world = Path.Combine(host.Data, "worlds", $"{old}.world");
        await File.WriteAllTextAsync(world, "{}");
        File.SetLastWriteTimeUtc(world, longAgo.UtcDateTime);
        await host.StartAsync();
        await host.SignInAsync();

        await host.UntilAsync<bool>(() => Task.FromResult<bool?>(host.Output.Contains("Removed 2 payloads", StringComparison.Ordinal) ? true : null), "what is old should be removed");

        File.Exists(world).Should().BeFalse();
        foreach (var path in new[] { $"/incidents/{old}", $"/api/incidents/{old}" })
        {
            using var answer = await host.Client.GetAsync(new Uri(path, UriKind.Relative));
            answer.StatusCode.Should().Be(HttpStatusCode.Gone);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("was removed when it was old");
        }

        host.Stop();
        (await VerifyAsync(host.JournalFile, key)).FirstBad.Should().BeNull();
    }

    private static bool IsMessage(string effect) => effect.Contains(": sends ", StringComparison.Ordinal);

    /// <summary>The number of the ticket or post that was sent.</summary>
    private static string Number(string effect) => effect.Split(": sends ")[1].Split(' ')[0];

    private static string Alert()
    {
        var read = IrSdk.Intake.AlertReader.Read(System.Text.Encoding.UTF8.GetBytes(TestAlerts.OfKey(1))).Alerts[0];
        return JsonSerializer.Serialize(new { alert = read }, IrJson.Options);
    }

    private static Task<JournalVerification> VerifyAsync(string journal, AnchorKey key) => JournalVerifier.VerifyAsync(journal, new FileAnchorStore(journal + ".anchors"), key, CancellationToken.None);

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("irsdk-copies-");

        public string Path => folder.FullName;

        public void Dispose() => folder.Delete(recursive: true);
    }
}
