using System.Globalization;
using System.Text.Json;
using IrSdk.Runtime;
using Microsoft.Data.Sqlite;

namespace IrSdk.Benchmarks;

/// <summary>
/// One append, synced, against a bare SQLite commit of the same payload on the same disk, in turn: the disk's speed drifts, and
/// drifts for both. The budget is 1.2 times.
/// </summary>
internal static class JournalCost
{
    private const int WarmUp = 300;

    public static async Task RunAsync(int pairs)
    {
        var folder = Directory.CreateTempSubdirectory("journal-cost-");
        try
        {
            var payload = JsonSerializer.SerializeToElement(new { step = "quarantine", resource = new string('r', 120), text = new string('t', 600) });
            var entry = new JournalEntry(new("inc-1"), "step.intended", 1, TimeProvider.System.GetUtcNow(), payload);
            await using var journal = SqliteJournal.Open(Path.Combine(folder.FullName, "journal.db"), TimeProvider.System);
            await using var bare = Bare(Path.Combine(folder.FullName, "bare.db"));
            await using var insert = bare.CreateCommand();
            insert.CommandText = "INSERT INTO payloads(body) VALUES (@body)";
            insert.Parameters.AddWithValue("@body", payload.GetRawText());
            var commits = new List<double>(pairs);
            var appends = new List<double>(pairs);
            for (var pair = -WarmUp; pair < pairs; pair++)
            {
                var start = TimeProvider.System.GetTimestamp();
                await using (var transaction = bare.BeginTransaction())
                {
                    insert.Transaction = transaction;
                    insert.ExecuteNonQuery();
                    await transaction.CommitAsync();
                }

                var middle = TimeProvider.System.GetTimestamp();
                await journal.AppendAsync([entry], null, CancellationToken.None);
                if (pair >= 0)
                {
                    commits.Add(TimeProvider.System.GetElapsedTime(start, middle).TotalMicroseconds);
                    appends.Add(TimeProvider.System.GetElapsedTime(middle).TotalMicroseconds);
                }
            }

            Console.WriteLine($"journal append against a bare commit, {pairs} pairs in {folder.FullName}");
            Say("median", Middle(commits), Middle(appends));
            Say("mean", commits.Average(), appends.Average());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Say(string what, double commit, double append) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"  {what,-8} commit {commit,7:0} µs   append {append,7:0} µs   ratio {append / commit:0.00}   (budget 1.20)"));

    private static double Middle(List<double> all) => all.Order().ElementAt(all.Count / 2);

    private static SqliteConnection Bare(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE payloads(sequence INTEGER PRIMARY KEY, body TEXT NOT NULL)";
        create.ExecuteNonQuery();
        return connection;
    }
}
