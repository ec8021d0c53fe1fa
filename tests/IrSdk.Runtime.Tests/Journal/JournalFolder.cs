#pragma warning disable CA2100 // Tampering is SQL by text.
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace IrSdk.Runtime.Tests.Journal;

/// <summary>A folder of its own with a journal in it.</summary>
internal sealed class JournalFolder : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly IncidentId One = new("inc-1");
    public static readonly IncidentId Two = new("inc-2");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("journal");

    public FakeTimeProvider Time { get; } = new(Start);

    public string File => Path.Combine(folder.FullName, "journal.db");

    public string AnchorFile => Path.Combine(folder.FullName, "anchors");

    public string KeyFile => Path.Combine(folder.FullName, "key.pem");

    public FileAnchorStore Anchors => new(AnchorFile);

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public SqliteJournal Open() => SqliteJournal.Open(File, Time);

    public SqliteJournal OpenAnchored(int every = 1000) => SqliteJournal.Open(
        File, new SqliteJournalOptions { Time = Time, Anchors = Anchors, AnchorKey = AnchorKey.LoadOrCreate(KeyFile), AnchorEvery = every });

    public static JournalEntry Entry(int number, IncidentId? incident = null, string kind = "step.intended") =>
        new(incident ?? One, kind, 1, Start.AddSeconds(number), JsonSerializer.SerializeToElement(new { number, text = $"entry {number} é" }));

    /// <summary>Twelve entries of two incidents, one about the whole journal, one by a human.</summary>
    public async Task WriteTwelveAsync(bool anchored = false)
    {
        await using var journal = anchored ? OpenAnchored() : Open();
        await WriteTwelveAsync(journal);
    }

    public static async Task WriteTwelveAsync(SqliteJournal journal)
    {
        var lease = await journal.TryAcquireAsync(One, "host/1/1", TimeSpan.FromMinutes(1), Token);
        await journal.AppendAsync([Entry(1), Entry(2), Entry(3)], lease, Token);
        await journal.AppendAsync([Entry(4, Two), Entry(5, Two)], null, Token);
        await journal.AppendAsync([new(null, "freeze.set", 2, Start.AddSeconds(6), JsonSerializer.SerializeToElement(new { by = "someone" }))], null, Token);
        for (var number = 7; number <= 12; number++)
        {
            await journal.AppendAsync([Entry(number)], lease, Token);
        }
    }

    public Task<JournalVerification> VerifyAsync(bool anchored = false) => JournalVerifier.VerifyAsync(
        File, anchored ? Anchors : null, anchored ? AnchorKey.Load(KeyFile) : null, Token);

    public async Task<ImmutableArray<JournalRecord>> ReadAsync()
    {
        await using var journal = Open();
        return await journal.ReadAsync(0, null, Token);
    }

    /// <summary>What someone with the file and an SQLite shell can do.</summary>
    public void Tamper(string sql) => Tamper(File, sql);

    public static void Tamper(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().Should().NotBe(0, "the change must be made: {0}", sql);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
