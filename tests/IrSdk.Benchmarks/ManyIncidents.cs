using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IrSdk.Planning;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>A thousand incidents at once on one responder and one journal file: how long each waits for its first handler.</summary>
internal static class ManyIncidents
{
    private const int Count = 1000;
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task RunAsync()
    {
        JournalFolder.Describe();
        await using var folder = new JournalFolder();
        var account = new FixedAccount(TimeSpan.FromMilliseconds(200));
        var plans = new Planned();
        var responder = new Responder(account.Provider, folder.Journal, new() { Plans = plans });

        // The second storm meets compiled code, as in a host that has been up for long; the first only what one incident compiled.
        await responder.RespondAsync(Compromise.Playbook, Compromise.Incident("warm-up", 1, 1, 1), null, CancellationToken.None).ConfigureAwait(false);
        for (var storm = 1; storm <= 2; storm++)
        {
            await StormAsync(storm, responder, account, plans).ConfigureAwait(false);
        }

        using var process = Process.GetCurrentProcess();
        Print("highest working set", Mebibytes(process.PeakWorkingSet64));
    }

    private static async Task StormAsync(int storm, Responder responder, FixedAccount account, Planned plans)
    {
        var incidents = Enumerable.Range(0, Count).Select(at => Compromise.Incident($"storm-{storm}-{at}", instances: 1, users: 1, roles: 1)).ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var cpu = Environment.CpuUsage.TotalTime;
        var called = new long[Count];
        var (start, startedAt) = (Time.GetTimestamp(), Time.GetUtcNow());
        var reports = await Task.WhenAll(incidents.Select((incident, at) => Task.Run(() =>
        {
            called[at] = Time.GetTimestamp();
            return responder.RespondAsync(Compromise.Playbook, incident, null, CancellationToken.None);
        }))).ConfigureAwait(false);
        var total = Time.GetElapsedTime(start);
        cpu = Environment.CpuUsage.TotalTime - cpu;

        Print($"storm {storm}", $"{Count} incidents, {reports.Count(report => report.Status == RunStatus.Contained)} contained, {reports.Sum(report => report.Steps.Length)} steps of 200 ms each");
        Spread("handed over to plan journaled", [.. incidents.Select(incident => Time.GetElapsedTime(start, plans.At[incident.Id]))]);
        Spread("handed over to first handler", [.. incidents.Select(incident => Time.GetElapsedTime(start, account.Calls.First[incident.Id]))]);
        Spread("RespondAsync to first handler", [.. incidents.Select((incident, at) => Time.GetElapsedTime(called[at], account.Calls.First[incident.Id]))]);
        Spread("handed over to contained", [.. reports.Select(report => report.ContainedAt!.Value - startedAt)]);
        Print("all ended after", $"{total.TotalSeconds:0.00} s, with {cpu.TotalSeconds:0.00} s of processor time");
        reports = [];
        account.Calls.Clear();
        plans.At.Clear();
        Print("managed memory before, after", $"{Mebibytes(before)}, {Mebibytes(GC.GetTotalMemory(forceFullCollection: true))}");
        GC.KeepAlive(incidents);
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

    private sealed class Planned : IProgress<Plan>
    {
        public ConcurrentDictionary<IncidentId, long> At { get; } = new();

        public void Report(Plan value) => At.TryAdd(value.Incident, Time.GetTimestamp());
    }
}
