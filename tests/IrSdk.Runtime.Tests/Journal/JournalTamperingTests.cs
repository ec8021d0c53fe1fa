using CsCheck;

namespace IrSdk.Runtime.Tests.Journal;

public sealed class JournalTamperingTests
{
    private static readonly string[] Columns = ["incident", "epoch", "kind", "version", "at", "payload_hash", "previous", "hash"];

    /// <summary>Every single change of a row, with the entry that must be named.</summary>
    private static IEnumerable<(string Sql, long Named)> Changes()
    {
        for (var k = 1; k <= 12; k++)
        {
            foreach (var column in Columns)
            {
                var value = column switch
                {
                    "incident" => "coalesce(incident, '') || 'x'",
                    "epoch" or "version" => column + " + 1",
                    "kind" => "upper(kind)",
                    "at" => "replace(at, '2026', '2025')",
                    _ => $"CAST(x'00' || substr({column}, 2) AS BLOB)",
                };
                yield return ($"UPDATE entries SET {column} = {value} WHERE sequence = {k}", column is "previous" && k == 1 ? 0 : k);
            }

            if (k != 6)
            {
                yield return ($"UPDATE entries SET incident = NULL WHERE sequence = {k}", k);
            }

            yield return ($"UPDATE entries SET sequence = 100 WHERE sequence = {k}", k);
            yield return ($"UPDATE entries SET sequence = -1 WHERE sequence = {k}", -1);
            yield return ($"UPDATE payloads SET body = body || ' ' WHERE sequence = {k}", k);
            yield return ($"UPDATE payloads SET body = body || char(0) WHERE sequence = {k}", k);
            yield return ($"UPDATE payloads SET sequence = 100 WHERE sequence = {k}", k);
            yield return ($"DELETE FROM payloads WHERE sequence = {k}", k);
            yield return ($"DELETE FROM entries WHERE sequence = {k}", k);
            if (k < 12)
            {
                yield return ($"DELETE FROM entries WHERE sequence = {k}; DELETE FROM payloads WHERE sequence = {k}", k);
            }

            yield return ($"INSERT INTO entries SELECT 13, incident, epoch, kind, version, at, payload_hash, previous, hash FROM entries WHERE sequence = {k}", 13);
            yield return ($"INSERT INTO entries SELECT 0, incident, epoch, kind, version, at, payload_hash, previous, hash FROM entries WHERE sequence = {k}", 0);
            yield return ($"UPDATE entries SET sequence = sequence + 1000 WHERE sequence >= {k}; UPDATE entries SET sequence = sequence - 999 WHERE sequence >= 1000", k);
            yield return ($"INSERT INTO payloads SELECT 13, body FROM payloads WHERE sequence = {k}", 13);
            for (var m = k + 1; m <= 12; m++)
            {
                var swap = $"UPDATE {{0}} SET sequence = 1000 WHERE sequence = {k}; UPDATE {{0}} SET sequence = {k} WHERE sequence = {m}; UPDATE {{0}} SET sequence = {m} WHERE sequence = 1000";
                yield return (string.Format(swap, "entries"), k);
                yield return (string.Format(swap, "payloads"), k);
            }
        }
    }

    [Fact]
    public async Task Verify_AnySingleChangeOfARow_NamesTheEntry()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        (await folder.VerifyAsync()).Should().Be(new JournalVerification(12, true, null));
        var copy = folder.File + ".copy";
        foreach (var (sql, named) in Changes().Where(change => change.Named != 0 || !change.Sql.Contains("SET previous")))
        {
            File.Copy(folder.File, copy, overwrite: true);
            JournalFolder.Tamper(copy, sql);
            var verification = await JournalVerifier.VerifyAsync(copy, null, null, JournalFolder.Token);
            verification.Valid.Should().BeFalse("of {0}", sql);
            verification.FirstBad!.Sequence.Should().Be(named, "of {0}, and not {1}", sql, verification.FirstBad.Reason);
        }
    }

    [Theory]
    [InlineData("UPDATE entries SET previous = CAST(x'01' || substr(previous, 2) AS BLOB) WHERE sequence = 1", 1)]
    [InlineData("CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM entries; END; UPDATE leases SET epoch = epoch", 0)]
    [InlineData("ALTER TABLE entries RENAME TO e; CREATE VIEW entries AS SELECT * FROM e; UPDATE leases SET epoch = epoch", 0)]
    [InlineData("PRAGMA user_version = 7; UPDATE leases SET epoch = epoch", 0)]
    public async Task Verify_OtherChange_IsFound(string sql, long named)
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        folder.Tamper(sql);
        (await folder.VerifyAsync()).FirstBad!.Sequence.Should().Be(named);
    }

    [Fact]
    public async Task Verify_RandomByteFlips_NeverCrashesNorPassesChangedRecords()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        var written = System.Text.Json.JsonSerializer.Serialize(await folder.ReadAsync());
        var bytes = await File.ReadAllBytesAsync(folder.File, JournalFolder.Token);
        var copy = folder.File + ".flipped";
        var found = 0;
        var random = new Random(20260301);
        // Half of the flips go to the pages that the rows are in; most of the file is empty.
        var used = Enumerable.Range(0, bytes.Length).Where(i => bytes[i] != 0).ToArray();
        for (var i = 0; i < 200; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i % 2 == 0 ? random.Next(bytes.Length) : used[random.Next(used.Length)]] ^= (byte)(1 << random.Next(8));
            foreach (var rest in new[] { "-wal", "-shm" })
            {
                File.Delete(copy + rest);
            }

            await File.WriteAllBytesAsync(copy, flipped, JournalFolder.Token);
            var verification = await JournalVerifier.VerifyAsync(copy, null, null, JournalFolder.Token);
            if (!verification.Valid)
            {
                verification.FirstBad!.Reason.Should().NotBeNullOrEmpty();
                found++;
                continue;
            }

            await using var journal = SqliteJournal.Open(copy, folder.Time);
            System.Text.Json.JsonSerializer.Serialize(await journal.ReadAsync(0, null, JournalFolder.Token)).Should().Be(written);
        }

        found.Should().BeGreaterThan(50);
    }

    [Fact]
    public async Task Verify_AnyBytesAsAFile_IsInvalid()
    {
        using var folder = new JournalFolder();
        await folder.WriteTwelveAsync();
        var bytes = await File.ReadAllBytesAsync(folder.File, JournalFolder.Token);
        var torn = Gen.OneOf(Gen.Byte.Array[0, 5000], Gen.Int[0, bytes.Length - 1].Select(length => bytes[..length]));
        var copy = folder.File + ".torn";
        torn.Sample(
            content =>
            {
                File.WriteAllBytes(copy, content);
                return !JournalVerifier.VerifyAsync(copy, null, null, CancellationToken.None).GetAwaiter().GetResult().Valid;
            },
            iter: 100, threads: 1);
    }

    [Fact]
    public async Task Verify_MissingFile_IsInvalid()
    {
        using var folder = new JournalFolder();
        (await folder.VerifyAsync()).Valid.Should().BeFalse();
    }
}
