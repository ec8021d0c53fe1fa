using System.Text.Json;

namespace IrSdk.Runtime.Tests.Journal;

public sealed class SqliteJournalTests
{
    private static CancellationToken Token => JournalFolder.Token;

    [Fact]
    public async Task Read_AfterReopening_GivesWhatWasAppended()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        await using var journal = folder.Open();
        var all = await journal.ReadAsync(0, null, Token);
        all.Select(record => record.Sequence).Should().Equal(Enumerable.Range(1, 12).Select(number => (long)number));
        all[11].Payload!.Value.GetProperty("number").GetInt32().Should().Be(12);
        all[5].Should().Match<JournalRecord>(record => record.Incident == null && record.Version == 2 && record.At == JournalFolder.Start.AddSeconds(6));
        (await journal.ReadAsync(4, JournalFolder.Two, Token)).Should().ContainSingle().Which.Sequence.Should().Be(5);
    }

    [Fact]
    public async Task InMemory_EveryCall_CompletesSynchronouslyAndRepeats()
    {
        string? first = null;
        for (var i = 0; i < 2; i++)
        {
            using var folder = new JournalFolder();
            await using var journal = SqliteJournal.InMemory(folder.Time);
            JournalFolder.WriteTwelveAsync(journal).IsCompletedSuccessfully.Should().BeTrue();
            var read = journal.ReadAsync(0, null, Token);
            read.IsCompletedSuccessfully.Should().BeTrue();
            var text = JsonSerializer.Serialize(await read);
            text.Should().Be(first ??= text);
        }
    }

    [Fact]
    public async Task Append_TwoConnectionsAtOnce_MakesOneChain()
    {
        using var folder = new JournalFolder();
        await using (var first = SqliteJournal.Open(folder.File, TimeProvider.System))
        await using (var second = SqliteJournal.Open(folder.File, TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
            {
                for (var number = 0; number < 25; number++)
                {
                    await (worker % 2 == 0 ? first : second).AppendAsync([JournalFolder.Entry(number, new($"inc-{worker}"))], null, Token);
                }
            })));
        }

        (await folder.VerifyAsync()).Should().Be(new JournalVerification(200, true, null));
    }

    [Fact]
    public async Task Append_ManyAtOnce_ShareTransactions()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        var appends = Enumerable.Range(0, 500).Select(number => Task.Run(async () => await journal.AppendAsync([JournalFolder.Entry(number, new($"inc-{number}"))], null, Token)));
        var written = await Task.WhenAll(appends);
        written.SelectMany(group => group).Select(record => record.Sequence).Should().OnlyHaveUniqueItems().And.HaveCount(500);
        journal.Transactions.Should().BeLessThan(250);
    }

    [Fact]
    public async Task Append_OneOfAGroupIsRefused_TheOthersStand()
    {
        using var folder = new JournalFolder();
        await using var journal = folder.Open();
        var lost = new Lease(JournalFolder.One, "nobody", 9, JournalFolder.Start);
        var appends = Enumerable.Range(0, 60).Select(number => Task.Run(async () =>
            await journal.AppendAsync([JournalFolder.Entry(number)], number % 3 == 0 ? lost : null, Token))).ToList();
        await FluentActions.Awaiting(() => Task.WhenAll(appends)).Should().ThrowAsync<LeaseLostException>();
        appends.Count(append => append.IsCompletedSuccessfully).Should().Be(40);
        (await journal.ReadAsync(0, null, Token)).Should().HaveCount(40);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Append_DiskFull_SaysSoAndWritesNothing(bool inline)
    {
        using var folder = new JournalFolder();
        var written = 0;
        await using (var journal = SqliteJournal.Open(folder.File, new SqliteJournalOptions { Time = folder.Time, MaxPages = 24, Inline = inline }))
        {
            var large = JsonSerializer.SerializeToElement(new { text = new string('x', 3000) });
            JournalException? failure = null;
            while (failure is null && written < 1000)
            {
                try
                {
                    await journal.AppendAsync([JournalFolder.Entry(1), JournalFolder.Entry(2) with { Payload = large }], null, Token);
                    written += 2;
                }
                catch (JournalException full)
                {
                    failure = full;
                }
            }

            failure!.Message.Should().Contain("full").And.EndWith(".");
            (await journal.ReadAsync(0, null, Token)).Should().HaveCount(written);
        }

        (await folder.VerifyAsync()).Should().Be(new JournalVerification(written, true, null));
    }

    [Fact]
    public async Task Open_AfterACrash_HoldsWhatWasAppended()
    {
        using var folder = new JournalFolder();
        await using var running = folder.Open();
        await JournalFolder.WriteTwelveAsync(running);
        // What a killed process leaves: the file and its log as they are, without a checkpoint.
        using var crashed = new JournalFolder();
        File.Copy(folder.File, crashed.File);
        File.Copy(folder.File + "-wal", crashed.File + "-wal");
        (await crashed.VerifyAsync()).Should().Be(new JournalVerification(12, true, null));
        await using (var journal = crashed.Open())
        {
            (await journal.AppendAsync([JournalFolder.Entry(13)], null, Token)).Single().Sequence.Should().Be(13);
        }

        (await crashed.VerifyAsync()).Should().Be(new JournalVerification(13, true, null));
    }

    [Fact]
    public async Task Open_LogCutShortByACrash_KeepsAWholeChain()
    {
        using var folder = new JournalFolder();
        await using var running = folder.Open();
        await JournalFolder.WriteTwelveAsync(running);
        var log = await ReadSharedAsync(folder.File + "-wal");
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            using var crashed = new JournalFolder();
            File.Copy(folder.File, crashed.File);
            await File.WriteAllBytesAsync(crashed.File + "-wal", log[..random.Next(log.Length / 2, log.Length)], Token);
            await using (crashed.Open())
            {
            }

            (await crashed.VerifyAsync()).Valid.Should().BeTrue();
        }
    }

    [Fact]
    public async Task Prune_OldPayloads_AreGoneAndTheChainVerifies()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        await using (var journal = folder.Open())
        {
            (await journal.PruneAsync(JournalFolder.Start.AddSeconds(5), JournalFolder.Start.AddDays(1), Token)).Should().Be(4);
            (await journal.PruneAsync(JournalFolder.Start.AddSeconds(5), JournalFolder.Start.AddDays(1), Token)).Should().Be(0);
            var records = await journal.ReadAsync(0, null, Token);
            records.Should().HaveCount(13);
            records.Take(4).Should().OnlyContain(record => record.Payload == null);
            records[4].Payload.Should().NotBeNull();
        }

        (await folder.VerifyAsync()).Valid.Should().BeTrue();
        folder.Tamper("DELETE FROM payloads WHERE sequence = 7");
        (await folder.VerifyAsync()).FirstBad!.Sequence.Should().Be(7);
    }

    [Fact]
    public async Task Verify_PruningEntryEdited_NamesIt()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        await using (var journal = folder.Open())
        {
            await journal.PruneAsync(JournalFolder.Start.AddSeconds(5), JournalFolder.Start.AddDays(1), Token);
        }

        folder.Tamper("UPDATE payloads SET body = replace(body, '[1,4]', '[1,3]') WHERE sequence = 13");
        (await folder.VerifyAsync()).FirstBad!.Sequence.Should().Be(13);
    }

    [Theory]
    [InlineData("this is a text and no database, whatever its name says; it goes on for a while")]
    [InlineData(null)]
    public void Open_NotAJournal_SaysSo(string? text)
    {
        using var folder = new JournalFolder();
        var path = text is null ? Path.Combine(folder.File, "missing", "j.db") : folder.File;
        if (text is not null)
        {
            File.WriteAllText(path, string.Concat(Enumerable.Repeat(text, 20)));
        }

        FluentActions.Invoking(() => SqliteJournal.Open(path, folder.Time)).Should().Throw<JournalException>().Which.Message.Should().Contain("journal");
    }

    [Fact]
    public async Task Append_LockedByAnotherProcess_SaysSo()
    {
        using var folder = new JournalFolder();
        await using var journal = SqliteJournal.Open(folder.File, new SqliteJournalOptions { Time = folder.Time, BusyTimeout = TimeSpan.FromMilliseconds(20) });
        using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={folder.File};Pooling=False");
        other.Open();
        using (other.BeginTransaction(deferred: false))
        {
            (await FluentActions.Awaiting(() => journal.AppendAsync([JournalFolder.Entry(1)], null, Token).AsTask())
                .Should().ThrowAsync<JournalException>()).Which.Message.Should().Contain("locked");
        }

        (await journal.AppendAsync([JournalFolder.Entry(1)], null, Token)).Single().Sequence.Should().Be(1);
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, Token);
        return bytes;
    }
}
