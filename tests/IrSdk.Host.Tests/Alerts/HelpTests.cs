using System.Text.Json;
using IrSdk.Runtime;

namespace IrSdk.Host.Tests.Alerts;

/// <summary>An alert that nothing can respond to wakes somebody, and is responded to as soon as something can.</summary>
public sealed class HelpTests : IDisposable
{
    private const string Lost = """
        return Playbook.Named("lost").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
            .Respond(incident => incident.Buckets.First().IsProduction ? Preserve.Identity().Then.RevokeKeys() : Preserve.Identity().Then.RevokeKeys());
        """;

    private const string Found = """
        return Playbook.Named("lost").Handles(IncidentKind.CredentialCompromise).Against("T1078.004").ContainWithin(5.Minutes())
            .Respond(Preserve.Identity().And.ApiActivity(last: 72.Hours()).Then.RevokeKeys().Then.PageOnCall());
        """;

    private readonly PlaybookRepository repository = new();
    private readonly DirectoryInfo outbox = Directory.CreateTempSubdirectory("irsdk-outbox-");

    [Fact]
    public async Task Response_ThatCannotBePlanned_PagesAndGoesOnOnceItCan()
    {
        await repository.AddAsync("lost", Lost);
        using var host = Host("--IrSdk:Triage:Playbooks:credential-compromise=team:lost");
        await host.StartAsync();
        await host.SignInAsync();

        var incident = (await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)))).GetProperty("incident").GetString()!;

        await PagedAsync(host, "Nothing responds: ");
        await repository.AddAsync("lost", Found);
        await host.UntilIncidentAsync(incident, one => one.TryGetProperty("containedAt", out _), "the mended playbook should contain it");
    }

    [Fact]
    public async Task Alert_WhosePlaybookCouldNotBeLoaded_IsNotSetAsideButPaged()
    {
        var script = Path.Combine("playbooks", "credential-compromise", "credential-compromise.csx");
        await File.WriteAllTextAsync(Path.Combine(repository.Folder, script), "return 5;\n");
        repository.Commit("a mistake");
        using var host = Host();
        await host.StartAsync();
        await host.SignInAsync();

        var taken = await AlertTests.TakenAsync(await host.SendAsync(TestAlerts.OfKey(1)));

        taken.GetProperty("outcome").GetString().Should().Be("opened");
        await PagedAsync(host, "no playbook handles credential-compromise");
        File.Copy(Path.Combine(PlaybookRepository.Checkout, script), Path.Combine(repository.Folder, script), overwrite: true);
        repository.Commit("mended");
        await host.UntilIncidentAsync(taken.GetProperty("incident").GetString()!, one => one.TryGetProperty("containedAt", out _), "the mended playbook should contain it");
    }

    [Fact]
    public async Task Response_ThatAnotherMachineWasAt_IsTakenOverWhenItsLeaseEnds()
    {
        IncidentId incident = new("inc-elsewhere");
        using var host = Host();
        Directory.CreateDirectory(host.Data);
        var anchors = new SqliteJournalOptions { Anchors = new FileAnchorStore(host.JournalFile + ".anchors"), AnchorKey = AnchorKey.LoadOrCreate(host.JournalFile + ".key") };
        await using (var journal = SqliteJournal.Open(host.JournalFile, anchors))
        {
            var alert = IrSdk.Intake.AlertReader.Read(System.Text.Encoding.UTF8.GetBytes(TestAlerts.OfKey(1))).Alerts[0];
            await journal.AppendAsync([new(incident, JournalKinds.AlertAccepted, 1, TimeProvider.System.GetUtcNow(), JsonSerializer.SerializeToElement(new { alert }, IrJson.Options))], null, TestContext.Current.CancellationToken);
            (await journal.TryAcquireAsync(incident, "another-machine/1/1", TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken)).Should().NotBeNull();
        }

        await host.StartAsync();
        await host.SignInAsync();
        await host.UntilIncidentAsync(incident.ToString(), one => one.TryGetProperty("containedAt", out _), "it should be taken over");
    }

    public void Dispose()
    {
        repository.Dispose();
        outbox.Delete(recursive: true);
    }

    private HostProcess Host(params string[] more) => new(repository, [$"--IrSdk:Tell:Outbox={outbox.FullName}", "--IrSdk:SyncEvery=00:00:01", "--IrSdk:Latency=5", "--IrSdk:HoldFor=00:00:00", .. more]);

    private Task<bool> PagedAsync(HostProcess host, string words) => host.UntilAsync<bool>(
        async () =>
        {
            foreach (var file in outbox.GetFiles("*.md", SearchOption.AllDirectories))
            {
                if ((await File.ReadAllTextAsync(file.FullName)).Contains(words, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return null;
        },
        "on-call should be paged");
}
