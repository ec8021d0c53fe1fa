#pragma warning disable CA2100 // Tampering is SQL by text.
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace IrSdk.Runtime.Tests.Journal;

public sealed class AnchorTests
{
    private const string CutTail = "DELETE FROM payloads WHERE sequence > 9; DELETE FROM entries WHERE sequence > 9";

    [Fact]
    public async Task Verify_CutTail_IsFoundWithAnchorsOnly()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        (await folder.VerifyAsync(anchored: true)).Valid.Should().BeTrue();
        folder.Tamper(CutTail);
        (await folder.VerifyAsync()).Valid.Should().BeTrue();
        var verification = await folder.VerifyAsync(anchored: true);
        verification.FirstBad!.Sequence.Should().Be(10);
    }

    [Fact]
    public async Task Verify_EverythingCut_IsFoundWithAnchors()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        folder.Tamper("DELETE FROM payloads; DELETE FROM entries");
        (await folder.VerifyAsync(anchored: true)).FirstBad!.Sequence.Should().Be(1);
    }

    [Fact]
    public async Task Verify_RecomputedChain_IsFoundWithAnchorsOnly()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        Recompute(folder.File, "UPDATE entries SET kind = 'nothing.happened' WHERE sequence = 5");
        (await folder.VerifyAsync()).Valid.Should().BeTrue();
        (await folder.VerifyAsync(anchored: true)).FirstBad!.Sequence.Should().Be(12);
    }

    [Fact]
    public async Task Verify_AnchorEditedOrOfAnotherKey_IsFound()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        var line = await File.ReadAllTextAsync(folder.AnchorFile, JournalFolder.Token);
        var other = AnchorKey.LoadOrCreate(folder.KeyFile + ".other");
        (await JournalVerifier.VerifyAsync(folder.File, folder.Anchors, other, JournalFolder.Token)).Valid.Should().BeFalse();
        await File.WriteAllTextAsync(folder.AnchorFile, line.Replace("\"sequence\":12", "\"sequence\":11"), JournalFolder.Token);
        (await folder.VerifyAsync(anchored: true)).Valid.Should().BeFalse();
        await File.WriteAllTextAsync(folder.AnchorFile, "not an anchor\n", JournalFolder.Token);
        (await folder.VerifyAsync(anchored: true)).Valid.Should().BeFalse();
    }

    [Fact]
    public async Task Read_LineCutShortByACrash_IsNoAnchorAndTheNextFollowsCleanly()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync(anchored: true);
        var whole = await folder.Anchors.ReadAsync(JournalFolder.Token);
        await File.AppendAllTextAsync(folder.AnchorFile, "{\"sequence\":13,\"ha", JournalFolder.Token);

        (await folder.Anchors.ReadAsync(JournalFolder.Token)).Should().Equal(whole);
        (await folder.VerifyAsync(anchored: true)).Valid.Should().BeTrue();
        await folder.Anchors.AppendAsync(whole[^1], JournalFolder.Token);
        (await folder.Anchors.ReadAsync(JournalFolder.Token)).Should().Equal([.. whole, whole[^1]]);
    }

    [Fact]
    public async Task Append_EveryNEntries_Anchors()
    {
        using var folder = new JournalFolder();
        await using (var journal = SqliteJournal.Open(folder.File, new SqliteJournalOptions
        {
            Time = folder.Time,
            Anchors = folder.Anchors,
            AnchorKey = AnchorKey.LoadOrCreate(folder.KeyFile),
            AnchorEvery = 4,
            Inline = true,
        }))
        {
            await JournalFolder.WriteTwelveAsync(journal);
            (await journal.AnchorAsync(JournalFolder.Token))!.Sequence.Should().Be(12);
        }

        var anchors = await folder.Anchors.ReadAsync(JournalFolder.Token);
        anchors.Select(anchor => anchor.Sequence).Should().BeInAscendingOrder().And.HaveCountGreaterThanOrEqualTo(2).And.EndWith(12);
        (await folder.VerifyAsync(anchored: true)).Valid.Should().BeTrue();
    }

    [Fact]
    public async Task Dispose_AnchorsCannotBeKept_SaysSo()
    {
        using var folder = new JournalFolder();
        Directory.CreateDirectory(folder.AnchorFile);
        var journal = folder.OpenAnchored();
        await journal.AppendAsync([JournalFolder.Entry(1)], null, JournalFolder.Token);
        await FluentActions.Awaiting(() => journal.DisposeAsync().AsTask()).Should().ThrowAsync<JournalException>();
    }

    [Fact]
    public void LoadOrCreate_NewKey_IsReadableByItsOwnerOnly()
    {
        using var folder = new JournalFolder();
        var key = AnchorKey.LoadOrCreate(folder.KeyFile);
        AnchorKey.LoadOrCreate(folder.KeyFile).Id.Should().Be(key.Id);
        AnchorKey.Parse(key.PublicPem).CanSign.Should().BeFalse();
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(folder.KeyFile).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>What an intruder who knows the format does after an edit.</summary>
    private static void Recompute(string file, string edit)
    {
        JournalFolder.Tamper(file, edit);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var previous = new byte[32];
        for (var sequence = 1; sequence <= 12; sequence++)
        {
            using var read = connection.CreateCommand();
            read.CommandText = $"SELECT incident, epoch, kind, version, at, body FROM entries JOIN payloads USING (sequence) WHERE sequence = {sequence}";
            using var row = read.ExecuteReader();
            row.Read();
            var hash = ChainHash.OfEntry(
                previous, sequence, row.IsDBNull(0) ? null : Encoding.UTF8.GetBytes(row.GetString(0)), row.GetInt64(1),
                Encoding.UTF8.GetBytes(row.GetString(2)), row.GetInt64(3), Encoding.UTF8.GetBytes(row.GetString(4)),
                SHA256.HashData(Encoding.UTF8.GetBytes(row.GetString(5))));
            row.Close();
            using var write = connection.CreateCommand();
            write.CommandText = $"UPDATE entries SET previous = @previous, hash = @hash WHERE sequence = {sequence}";
            write.Parameters.AddWithValue("@previous", previous);
            write.Parameters.AddWithValue("@hash", hash);
            write.ExecuteNonQuery();
            previous = hash;
        }
    }
}
