using System.Diagnostics;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>A thousand incidents at once on one responder and one journal file: how long each waits for its first handler.</summary>
internal static class ManyIncidents
{
    private const int Count = 1000;

    public static async Task RunAsync()
    {
        JournalFolder.Describe();
        await using var folder = new JournalFolder();
        var time = TimeProvider.System;
        var account = new FixedAccount(TimeSpan.FromMilliseconds(200));
        var responder = new Responder(account.Provider, folder.Journal, new());

        // Compiles the code; a responder that serves a storm is not a fresh process.
        await responder.RespondAsync(Compromise.Playbook, Compromise.Incident("warm-up", 1, 1, 1), null, CancellationToken.None).ConfigureAwait(false);
        var incidents = Enumerable.Range(0, Count).Select(at => Compromise.Incident($"inc-{at}", instances: 1, users: 1, roles: 1)).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var (start, startedAt) = (time.GetTimestamp(), time.GetUtcNow());
        var called = new long[Count];
        var runs = incidents.Select((incident, at) => Task.Run(() =>
        {
            called[at] = time.GetTimestamp();
            return responder.RespondAsync(Compromise.Playbook, incident, null, CancellationToken.None);
        })).ToList();
        var reports = await Task.WhenAll(runs).ConfigureAwait(false);
        var total = time.GetElapsedTime(start);

        using var process = Process.GetCurrentProcess();
        Print("incidents", $"{Count}, contained {reports.Count(report => report.Status == RunStatus.Contained)}, {reports.Sum(report => report.Steps.Length)} steps of 200 ms each");
        Spread("handed over to first handler", [.. incidents.Select(incident => time.GetElapsedTime(start, account.Calls.First[incident.Id]))]);
        Spread("RespondAsync to first handler", [.. incidents.Select((incident, at) => time.GetElapsedTime(called[at], account.Calls.First[incident.Id]))]);
        Spread("handed over to contained", [.. reports.Select(report => report.ContainedAt!.Value - startedAt)]);
        Print("all ended after", $"{total.TotalSeconds:0.00} s");
        (reports, runs) = ([], []);
        Print("managed memory before, after", $"{Mebibytes(before)}, {Mebibytes(GC.GetTotalMemory(forceFullCollection: true))}");
        Print("highest working set", Mebibytes(process.PeakWorkingSet64));
        GC.KeepAlive(responder);
    }

    private static void Spread(string name, TimeSpan[] times)
    {
        Array.Sort(times);
        Print(name, $"p50 {times[Count / 2].TotalSeconds:0.00} s, p99 {times[Count * 99 / 100].TotalSeconds:0.00} s, most {times[^1].TotalSeconds:0.00} s");
    }

    private static void Print(string name, FormattableString value) => Print(name, value.ToString(CultureInfo.InvariantCulture));

    private static void Print(string name, string value) => Console.WriteLine($"{name,-32}{value}");

    private static string Mebibytes(long bytes) => (bytes / 1048576.0).ToString("0.0 MiB", CultureInfo.InvariantCulture);
}
