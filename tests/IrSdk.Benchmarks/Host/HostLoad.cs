using System.Collections.Concurrent;
using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks.Host;

/// <summary>
/// The host under load, from the sender's side: how fast alerts are accepted, how soon each has its first effect, whether memory
/// stays flat, and whether a large incident makes small ones late. The simulated account takes no time, so what is measured is ours.
/// </summary>
internal static class HostLoad
{
    private const int Connections = 32;
    private const int KeptBack = 200;

    /// <summary>In MiB. Without a limit the runtime collects the less, the more memory the machine has.</summary>
    private const int HeapLimit = 256;
    private static readonly TimeProvider Time = TimeProvider.System;

    private static int sent;

    /// <param name="alerts">How many alerts memory is watched over.</param>
    public static async Task RunAsync(int alerts)
    {
        JournalFolder.Describe();
        using (var host = await MeasuredHost.StartAsync("--IrSdk:Latency=0", "--IrSdk:HoldFor=00:00:02", "--IrSdk:Triage:JoinWithin=00:00:10").ConfigureAwait(false))
        {
            await StreamAsync(host, 300, 1).ConfigureAwait(false);
            await host.UntilAsync(0).ConfigureAwait(false);
            await AloneAsync(host, 200).ConfigureAwait(false);
            await StormAsync(host, "one incident each", 2_000, 1).ConfigureAwait(false);
        }

        using (var host = await MeasuredHost.StartLimitedAsync(HeapLimit, "--IrSdk:Latency=0", "--IrSdk:HoldFor=00:00:02", "--IrSdk:Triage:JoinWithin=00:00:10").ConfigureAwait(false))
        {
            Print("heap limited to", $"{HeapLimit} MiB, as a container's memory limit does");
            await MemoryAsync(host, alerts).ConfigureAwait(false);
        }

        using (var host = await MeasuredHost.StartAsync("--IrSdk:Latency=0").ConfigureAwait(false))
        {
            await StreamAsync(host, 300, 1).ConfigureAwait(false);
            await host.UntilAsync(0).ConfigureAwait(false);
            await StormAsync(host, "joined, 1,000 an incident", 20_000, 1_000).ConfigureAwait(false);
        }

        await RunBesideAsync().ConfigureAwait(false);
    }

    /// <summary>Whether one large incident makes small ones late.</summary>
    public static async Task RunBesideAsync()
    {
        using var beside = await MeasuredHost.StartAsync("--IrSdk:Latency=5", "--IrSdk:HoldFor=00:00:00").ConfigureAwait(false);
        await StreamAsync(beside, 200, 1).ConfigureAwait(false);
        await beside.UntilAsync(0).ConfigureAwait(false);
        await BesideAsync(beside, "200 small incidents alone", 0).ConfigureAwait(false);
        await BesideAsync(beside, "beside one of 500 resources", 500).ConfigureAwait(false);
    }

    /// <summary>One alert at a time: what a host that is up and idle takes.</summary>
    private static async Task AloneAsync(MeasuredHost host, int count)
    {
        var (accepted, at) = (new List<TimeSpan>(), new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        for (var number = 0; number < count; number++)
        {
            var (start, startedAt) = (Time.GetTimestamp(), Time.GetUtcNow());
            var incident = await host.SendAsync(Next()).ConfigureAwait(false);
            accepted.Add(Time.GetElapsedTime(start));
            at[incident] = startedAt;
            await host.UntilAsync(0).ConfigureAwait(false);
        }

        Spread("alone: sent to accepted", accepted);
        await FirstEffectsAsync(host, "alone", at).ConfigureAwait(false);
    }

    private static async Task StormAsync(MeasuredHost host, string name, int count, int anIncident)
    {
        var (start, cpu) = (Time.GetTimestamp(), host.Processor);
        var (accepted, at) = await StreamAsync(host, count, anIncident).ConfigureAwait(false);
        var took = Time.GetElapsedTime(start);
        Print(name, $"{count / took.TotalSeconds:0} alerts a second accepted and journaled, {Connections} connections");
        Spread("  sent to accepted", accepted);
        await host.UntilAsync(0).ConfigureAwait(false);
        Print("  all ended after", $"{Time.GetElapsedTime(start).TotalSeconds:0.0} s, with {(host.Processor - cpu).TotalSeconds:0.0} s of processor time");
        await FirstEffectsAsync(host, " ", at).ConfigureAwait(false);
    }

    private static async Task MemoryAsync(MeasuredHost host, int alerts)
    {
        var part = Math.Max(KeptBack, alerts / 10);
        for (var done = 0; done < alerts; done += part)
        {
            var start = Time.GetTimestamp();
            await StreamAsync(host, part, 10).ConfigureAwait(false);
            await host.UntilAsync(0).ConfigureAwait(false);
            var look = Time.GetTimestamp();
            await host.LookAsync("/").ConfigureAwait(false);
            Print($"after {done + part} alerts", $"{host.Resident:0} MiB resident; the last {part} with {part / 10} incidents took {Time.GetElapsedTime(start).TotalSeconds:0.0} s; first page {Time.GetElapsedTime(look).TotalMilliseconds:0} ms");
        }
    }

    private static async Task BesideAsync(MeasuredHost host, string name, int resources)
    {
        var large = resources > 0 ? await host.SendAsync(LoadAlerts.OfKeys(Interlocked.Increment(ref sent), Enumerable.Range(0, resources).Select(_ => Interlocked.Increment(ref sent)))).ConfigureAwait(false) : null;
        var small = new List<string>();
        for (var number = 0; number < 200; number++)
        {
            small.Add(await host.SendAsync(Next()).ConfigureAwait(false));
            await Task.Delay(TimeSpan.FromMilliseconds(25), Time).ConfigureAwait(false);
        }

        await host.UntilAsync(0).ConfigureAwait(false);
        var all = (await host.IncidentsAsync().ConfigureAwait(false)).ToDictionary(one => one.GetProperty("id").GetString()!, one => one.TryGetProperty("containedAt", out var contained) ? contained.GetDateTimeOffset() - one.GetProperty("acceptedAt").GetDateTimeOffset() : TimeSpan.MaxValue);
        Spread(name, [.. small.Select(one => all[one])]);
        await PhasesAsync(host, small).ConfigureAwait(false);
        if (large is not null)
        {
            Print("  the large one", $"contained after {all[large].TotalSeconds:0.00} s");
        }
    }

    /// <summary>Sends from many connections, each the next when its last is answered; never far ahead of what is done.</summary>
    private static async Task<(List<TimeSpan> Accepted, Dictionary<string, DateTimeOffset> At)> StreamAsync(MeasuredHost host, int count, int anIncident)
    {
        var accepted = new ConcurrentBag<TimeSpan>();
        var at = new ConcurrentDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var keys = Interlocked.Add(ref sent, count) - count + 1;
        for (var from = 0; from < count; from += KeptBack * anIncident)
        {
            await Parallel.ForAsync(from, Math.Min(count, from + (KeptBack * anIncident)), new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (number, _) =>
            {
                var (start, startedAt) = (Time.GetTimestamp(), Time.GetUtcNow());
                var incident = await host.SendAsync(LoadAlerts.OfKey(keys + number, keys + (number / anIncident))).ConfigureAwait(false);
                accepted.Add(Time.GetElapsedTime(start));
                at.TryAdd(incident, startedAt);
            }).ConfigureAwait(false);
            if (from + (KeptBack * anIncident) < count)
            {
                await host.UntilAsync(KeptBack).ConfigureAwait(false);
            }
        }

        return ([.. accepted], new(at, StringComparer.Ordinal));
    }

    private static string Next() => Interlocked.Increment(ref sent) is var number ? LoadAlerts.OfKey(number, number) : "";

    /// <summary>By the journal: when each incident's first step was about to be done, and when the account had done it.</summary>
    private static async Task FirstEffectsAsync(MeasuredHost host, string name, Dictionary<string, DateTimeOffset> at)
    {
        await using var journal = SqliteJournal.Open(host.JournalFile, Time);
        var (intended, done) = (new List<TimeSpan>(), new List<TimeSpan>());
        foreach (var (incident, startedAt) in at)
        {
            var records = await journal.ReadAsync(0, new IncidentId(incident), CancellationToken.None).ConfigureAwait(false);
            intended.Add(records.First(record => record.Kind == JournalKinds.StepIntended).At - startedAt);
            done.Add(records.First(record => record.Kind == JournalKinds.StepEnded).At - startedAt);
        }

        Spread($"{name} sent to first intent", intended);
        Spread($"{name} sent to first effect done", done);
    }

    /// <summary>By the journal: where the time of incidents goes.</summary>
    private static async Task PhasesAsync(MeasuredHost host, List<string> incidents)
    {
        await using var journal = SqliteJournal.Open(host.JournalFile, Time);
        string[] kinds = [JournalKinds.AlertAccepted, JournalKinds.PlanMade, JournalKinds.StepIntended, JournalKinds.StepEnded, JournalKinds.IncidentContained];
        var phases = kinds.Skip(1).ToDictionary(kind => kind, _ => new List<TimeSpan>());
        foreach (var incident in incidents)
        {
            var first = (await journal.ReadAsync(0, new IncidentId(incident), CancellationToken.None).ConfigureAwait(false)).GroupBy(record => record.Kind).ToDictionary(records => records.Key, records => records.First().At);
            foreach (var (from, to) in kinds.Zip(kinds.Skip(1)))
            {
                phases[to].Add(first[to] - first[from]);
            }
        }

        foreach (var (kind, times) in phases)
        {
            Spread($"  until {kind}", times);
        }
    }

    private static void Spread(string name, List<TimeSpan> times)
    {
        times.Sort();
        Print(name, $"p50 {times[times.Count / 2].TotalMilliseconds:0.0} ms, p99 {times[times.Count * 99 / 100].TotalMilliseconds:0.0} ms, most {times[^1].TotalMilliseconds:0.0} ms");
    }

    private static void Print(string name, FormattableString value) => Console.WriteLine($"{name,-36}{value.ToString(CultureInfo.InvariantCulture)}");
}
