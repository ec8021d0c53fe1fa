using System.Text.Json;

namespace IrSdk.Runtime.Tests.Journal;

/// <summary>Journals of every version that was ever written verify and read for ever.</summary>
public sealed class JournalFixtureTests
{
    private static readonly string[] Files = ["journal-v1.db", "journal-v1.db.anchors", "journal-v1.db.key.pub"];

    [Fact]
    public async Task JournalV1_ThisVersion_VerifiesAndReads()
    {
        var folder = Directory.CreateTempSubdirectory("fixture");
        foreach (var name in Files)
        {
            File.Copy(Path.Combine(Fixtures(), name), Path.Combine(folder.FullName, name));
        }

        var file = Path.Combine(folder.FullName, Files[0]);
        var verification = await JournalVerifier.VerifyAsync(
            file, new FileAnchorStore(Path.Combine(folder.FullName, Files[1])), AnchorKey.Load(Path.Combine(folder.FullName, Files[2])), JournalFolder.Token);
        verification.Should().Be(new JournalVerification(14, true, null));
        await using (var journal = SqliteJournal.Open(file, TimeProvider.System))
        {
            var records = await journal.ReadAsync(0, null, JournalFolder.Token);
            records.Select(record => record.Sequence).Should().Equal(Enumerable.Range(1, 14).Select(number => (long)number));
            records[0].Payload.Should().BeNull("it was pruned");
            records[11].Payload!.Value.GetProperty("number").GetInt32().Should().Be(12);
            records[13].Kind.Should().Be("note.added");
            records[13].Payload!.Value.GetProperty("text").GetString().Should().Be("naïve 😀 \" \\ \n");
            records[13].Hash.Should().Be((await new FileAnchorStore(Path.Combine(folder.FullName, Files[1])).ReadAsync(JournalFolder.Token))[^1].Hash);
        }

        folder.Delete(recursive: true);
    }

    /// <summary>What made journal-v1. Run once, at version 1: a fixture is never made again.</summary>
    [Fact(Explicit = true)]
    public async Task MakeJournalV1()
    {
        using var folder = new JournalFolder();
        await using (var journal = folder.OpenAnchored(every: 4))
        {
            await JournalFolder.WriteTwelveAsync(journal);
            await journal.PruneAsync(JournalFolder.Start.AddSeconds(3), JournalFolder.Start.AddHours(1), JournalFolder.Token);
            await journal.AnchorAsync(JournalFolder.Token);
            await journal.AppendAsync(
                [new(JournalFolder.One, "note.added", 1, JournalFolder.Start.AddHours(2), JsonSerializer.SerializeToElement(new { text = "naïve 😀 \" \\ \n" }))],
                null, JournalFolder.Token);
        }

        Directory.CreateDirectory(Fixtures());
        File.Copy(folder.File, Path.Combine(Fixtures(), Files[0]));
        File.Copy(folder.AnchorFile, Path.Combine(Fixtures(), Files[1]));
        await File.WriteAllTextAsync(Path.Combine(Fixtures(), Files[2]), AnchorKey.Load(folder.KeyFile).PublicPem + "\n", JournalFolder.Token);
    }

    private static string Fixtures()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "IrSdk.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine(folder, "tests", "IrSdk.Runtime.Tests", "Fixtures");
    }
}
