using System.Text.Json;
using BenchmarkDotNet.Attributes;
using IrSdk.Runtime;
using Microsoft.Data.Sqlite;

namespace IrSdk.Benchmarks;

/// <summary>One append, synced, against a bare SQLite commit of the same payload on the same disk. The budget is 1.2 times.</summary>
[SimpleJob(launchCount: 1, warmupCount: 3, iterationCount: 12, invocationCount: 256)]
public class JournalAppendBenchmark
{
    private readonly JsonElement payload = JsonSerializer.SerializeToElement(new { step = "quarantine", resource = new string('r', 120), text = new string('t', 600) });
    private DirectoryInfo folder = null!;
    private SqliteJournal journal = null!;
    private SqliteConnection bare = null!;
    private SqliteCommand insert = null!;
    private JournalEntry entry = null!;

    /// <summary>Opens both in one folder.</summary>
    [GlobalSetup]
    public void Open()
    {
        folder = Directory.CreateDirectory(Path.Combine(Environment.CurrentDirectory, "journal-benchmark"));
        journal = SqliteJournal.Open(Path.Combine(folder.FullName, "journal.db"), TimeProvider.System);
        entry = new(new("inc-1"), "step.intended", 1, TimeProvider.System.GetUtcNow(), payload);
        bare = new($"Data Source={Path.Combine(folder.FullName, "bare.db")};Pooling=False");
        bare.Open();
        using var create = bare.CreateCommand();
        create.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE payloads(sequence INTEGER PRIMARY KEY, body TEXT NOT NULL)";
        create.ExecuteNonQuery();
        insert = bare.CreateCommand();
        insert.CommandText = "INSERT INTO payloads(body) VALUES (@body)";
        insert.Parameters.AddWithValue("@body", payload.GetRawText());
    }

    /// <summary>What the disk and SQLite cost.</summary>
    [Benchmark(Baseline = true)]
    public int BareCommit()
    {
        using var transaction = bare.BeginTransaction();
        insert.Transaction = transaction;
        var rows = insert.ExecuteNonQuery();
        transaction.Commit();
        return rows;
    }

    /// <summary>What the journal costs.</summary>
    [Benchmark]
    public async Task<long> JournalAppend() => (await journal.AppendAsync([entry], null, CancellationToken.None))[0].Sequence;

    /// <summary>Closes both and removes the folder.</summary>
    [GlobalCleanup]
    public void Close()
    {
        journal.DisposeAsync().AsTask().GetAwaiter().GetResult();
        insert.Dispose();
        bare.Dispose();
        folder.Delete(recursive: true);
    }
}
