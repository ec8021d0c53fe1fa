using System.Text.Json;

namespace IrSdk.Runtime.Tests.Journal;

public sealed class BackupTests
{
    [Fact]
    public async Task Make_UnderWriteLoad_IsOneMomentThatVerifies()
    {
        using var folder = new JournalFolder();
        var key = AnchorKey.LoadOrCreate(folder.KeyFile);
        await using var journal = folder.OpenAnchored(every: 7);
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var number = 1; !enough.IsCancellationRequested; number++)
            {
                await journal.AppendAsync([JournalFolder.Entry(number), JournalFolder.Entry(number, JournalFolder.Two)], null, JournalFolder.Token);
            }
        }, JournalFolder.Token);
        var entries = new List<long>();
        for (var number = 0; number < 5; number++)
        {
            var copy = folder.File + $".copy{number}";

            entries.Add((await JournalBackup.MakeAsync(folder.File, copy, folder.Anchors, key, JournalFolder.Start, JournalFolder.Token)).Entries);

            (await JournalVerifier.VerifyAsync(copy, new FileAnchorStore(copy + ".anchors"), AnchorKey.Load(copy + ".key.pub"), JournalFolder.Token)).Should().Be(new JournalVerification(entries[^1], true, null));
            (entries[^1] % 2).Should().Be(0, "what was appended together is copied together");
            (await File.ReadAllTextAsync(copy + ".key.pub", JournalFolder.Token)).Should().NotContain("PRIVATE");
        }

        await enough.CancelAsync();
        await writing;
        entries.Should().BeInAscendingOrder();
        entries[^1].Should().BeGreaterThan(entries[0]);
        Directory.GetFiles(Path.GetDirectoryName(folder.File)!, "*.part*").Should().BeEmpty();
    }

    [Fact]
    public async Task Make_OfAnEditedJournal_KeepsNoCopyAndSaysWhy()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        folder.Tamper("UPDATE payloads SET body = '{}' WHERE sequence = 5");

        var made = () => JournalBackup.MakeAsync(folder.File, folder.File + ".copy", folder.Anchors, AnchorKey.Load(folder.KeyFile), JournalFolder.Start, JournalFolder.Token);

        (await made.Should().ThrowAsync<JournalException>()).WithMessage("*does not verify, so none was kept*");
        Directory.GetFiles(Path.GetDirectoryName(folder.File)!, "*.copy*").Should().BeEmpty();
    }

    [Fact]
    public async Task Put_Copy_ContinuesTheChainAndKeepsWhatWasThere()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        var (journal, copy, key) = await TwoStandsAsync(folder);

        var kept = await JournalRestore.PutAsync(copy, journal, key, folder.Time, JournalFolder.Token);

        (await JournalVerifier.VerifyAsync(kept!, new FileAnchorStore(kept + ".anchors"), key, JournalFolder.Token)).Entries.Should().Be(13, "what was replaced is beside it");
        await using (var again = SqliteJournal.Open(journal, new SqliteJournalOptions { Time = folder.Time, Anchors = new FileAnchorStore(journal + ".anchors"), AnchorKey = key }))
        {
            await again.AppendAsync([JournalFolder.Entry(99)], null, JournalFolder.Token);
            (await again.ReadAsync(12, null, JournalFolder.Token)).Select(record => (record.Sequence, record.Kind)).Should().Equal((13, JournalKinds.JournalRestored), (14, "step.intended"));
        }

        (await JournalVerifier.VerifyAsync(journal, new FileAnchorStore(journal + ".anchors"), key, JournalFolder.Token)).Should().Be(new JournalVerification(14, true, null));
    }

    [Fact]
    public async Task Put_WhileAHostHoldsTheJournal_ChangesNothing()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        var (journal, copy, key) = await TwoStandsAsync(folder);
        using var host = JournalLock.Take(journal);

        var put = () => JournalRestore.PutAsync(copy, journal, key, folder.Time, JournalFolder.Token);

        (await put.Should().ThrowAsync<JournalException>()).WithMessage("*is locked by another run or host*");
        (await JournalVerifier.VerifyAsync(journal, new FileAnchorStore(journal + ".anchors"), key, JournalFolder.Token)).Entries.Should().Be(13);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_ChangedCopyOrAnotherKey_ChangesNothing(bool isChanged)
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        var (journal, copy, key) = await TwoStandsAsync(folder);
        if (isChanged)
        {
            JournalFolder.Tamper(copy, "DELETE FROM entries WHERE sequence = 12; DELETE FROM payloads WHERE sequence = 12");
        }

        var put = () => JournalRestore.PutAsync(copy, journal, isChanged ? key : AnchorKey.LoadOrCreate(folder.KeyFile + ".other"), folder.Time, JournalFolder.Token);

        (await put.Should().ThrowAsync<JournalException>()).WithMessage("*does not verify, so nothing was replaced*");
        (await JournalVerifier.VerifyAsync(journal, new FileAnchorStore(journal + ".anchors"), key, JournalFolder.Token)).Entries.Should().Be(13);
    }

    [Fact]
    public void Respond_AfterARestore_LooksForWhatWasDoneSinceTheCopy()
    {
        var whole = new Rig();
        whole.Respond();
        var opened = whole.Journal.Records.FindIndex(record => record.Kind == JournalKinds.PlanMade) + 1;
        var rig = new Rig();
        rig.World.Effects.AddRange(whole.World.Effects);
        rig.Journal = InMemoryJournal.From(whole.Journal.Records.Take(opened), rig.Clock);
        rig.Clock.Run(async () => await rig.Journal.AppendAsync(
            [new(Rig.Id, JournalKinds.JournalRestored, 1, rig.Clock.GetUtcNow(), JsonSerializer.SerializeToElement(new { from = "copy", entries = opened }))], null, CancellationToken.None));

        var report = rig.Respond();

        report.Status.Should().Be(RunStatus.Contained);
        rig.World.Doubled.Should().BeEmpty();
        rig.World.Calls.Should().OnlyContain(call => call.Action == "page-on-call" || call.Action == "open-ticket", "everything else had been done since the copy was made");
    }

    [Fact]
    public async Task PruneEnded_OldIncidents_LosesWhatEndedAndNothingElse()
    {
        using var folder = new JournalFolder();
        IncidentId undone = new("inc-undone"), standing = new("inc-standing"), open = new("inc-open"), fresh = new("inc-fresh");
        await using (var journal = folder.OpenAnchored())
        {
            var day = 0;
            foreach (var (incident, status) in new[] { (undone, "undone"), (standing, "contained") })
            {
                await journal.AppendAsync([Old(incident, "alert.accepted", day), Old(incident, "step.ended", day), Old(incident, "incident.ended", day, status), Old(incident, "verdict.given", day)], null, JournalFolder.Token);
            }

            await journal.AppendAsync([Old(open, "alert.accepted", day), Old(open, "step.ended", day), Old(null, "alert.set-aside", day), Old(null, "freeze", day)], null, JournalFolder.Token);
            await journal.AppendAsync([Old(fresh, "alert.accepted", day), Old(fresh, "incident.ended", 40, "contained")], null, JournalFolder.Token);

            var removed = await journal.PruneEndedAsync(JournalFolder.Start.AddDays(30), JournalFolder.Start.AddDays(60), JournalFolder.Token);

            removed.Should().Be(7);
            var kept = (await journal.ReadAsync(0, null, JournalFolder.Token)).Where(record => record.Payload is not null).Select(record => $"{record.Incident} {record.Kind}");
            kept.Should().BeEquivalentTo(
                $"{standing} step.ended", $"{standing} incident.ended", $"{open} alert.accepted", $"{open} step.ended", " freeze", $"{fresh} alert.accepted", $"{fresh} incident.ended", " journal.pruned");
            (await journal.PruneEndedAsync(JournalFolder.Start.AddDays(30), JournalFolder.Start.AddDays(61), JournalFolder.Token)).Should().Be(0);
            (await CaseFile.ReadAsync(journal, standing, null, JournalFolder.Token)).Should().BeNull();
        }

        (await JournalVerifier.VerifyAsync(folder.File, folder.Anchors, AnchorKey.Load(folder.KeyFile), JournalFolder.Token)).FirstBad.Should().BeNull();
    }

    private static JournalEntry Old(IncidentId? incident, string kind, int day, string status = "") =>
        new(incident, kind, 1, JournalFolder.Start.AddDays(day), JsonSerializer.SerializeToElement(new { status }));

    /// <summary>A journal of 13 entries, and a copy of it that was made when it had 12.</summary>
    private static async Task<(string Journal, string Copy, AnchorKey Key)> TwoStandsAsync(JournalFolder folder)
    {
        var (journal, copy, key) = (folder.File + ".live", folder.File + ".copy", AnchorKey.Load(folder.KeyFile));
        await JournalBackup.MakeAsync(folder.File, copy, folder.Anchors, key, JournalFolder.Start, JournalFolder.Token);
        await JournalBackup.MakeAsync(folder.File, journal, folder.Anchors, key, JournalFolder.Start, JournalFolder.Token);
        await using var live = SqliteJournal.Open(journal, new SqliteJournalOptions { Time = folder.Time, Anchors = new FileAnchorStore(journal + ".anchors"), AnchorKey = key });
        await live.AppendAsync([JournalFolder.Entry(50)], null, JournalFolder.Token);
        return (journal, copy, key);
    }
}
