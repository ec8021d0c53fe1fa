using System.Globalization;
using System.Text;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>
/// Fifty suspects in real time with a journal on disk: the time to containment over the handlers' own critical path.
/// The budget is 1.10 with handlers that take 200 ms.
/// </summary>
internal static class EngineOverhead
{
    private const int WarmUps = 40;

    public static async Task RunAsync(int runs)
    {
        JournalFolder.Describe();
        Console.WriteLine($"50 suspects: 30 instances, 8 users with a key each, 4 roles; first once cold, then after {WarmUps} incidents, as in a host that is up");
        Console.WriteLine("Milliseconds since RespondAsync was called:");
        Console.WriteLine(Row("handler", "run", "steps", "chain", "planned", "1st call", "captures", "captured", "contain", "returned", "journaled", "ratio", "appends", "waited", "reads", "waited", "cpu"));
        _ = await OnceAsync(TimeSpan.FromMilliseconds(200), 0).ConfigureAwait(false);
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
        {
            _ = await OnceAsync(TimeSpan.FromMilliseconds(1), 0, isSaid: false).ConfigureAwait(false);
        }

        foreach (var latency in new[] { TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(20) })
        {
            var ratios = new List<double>();
            for (var run = 1; run <= runs; run++)
            {
                ratios.Add(await OnceAsync(latency, run).ConfigureAwait(false));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds,4:0} ms  median ratio {ratios.Order().ElementAt(runs / 2):0.000}, least {ratios.Min():0.000}, most {ratios.Max():0.000}"));
        }
    }

    public static async Task<double> OnceAsync(TimeSpan latency, int number, bool isSaid = true)
    {
        await using var folder = new JournalFolder();
        var journal = new TimedJournal(folder.Journal);
        var account = new FixedAccount(latency);
        var incident = Compromise.Incident("inc-1", instances: 30, users: 8, roles: 4);
        var run = new EngineRun();
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var report = await new Responder(account.Provider, journal, new() { Progress = run, Plans = run })
            .RespondAsync(Compromise.Playbook, incident, null, CancellationToken.None).ConfigureAwait(false);
        if (report.Status != RunStatus.Contained)
        {
            throw new InvalidOperationException($"The run came to {report.Status}; it measures nothing.");
        }

        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        var chain = run.LongestChain();
        var ratio = run.Contained / (chain * latency);
        if (!isSaid)
        {
            return ratio;
        }

        var calls = account.Calls;
        Console.WriteLine(Row(
            $"{latency.TotalMilliseconds:0} ms", $"{number}", $"{run.Plan!.Steps.Length}", $"{chain}", Text(run.Planned), Text(run.Until(calls.First[incident.Id])),
            Text(run.Until(calls.Last<PreservingAction>(isEntry: true))), Text(run.Until(calls.Last<PreservingAction>(isEntry: false))),
            Text(run.Until(calls.Last<ContainingAction>(isEntry: true))), Text(run.Until(calls.Last<ContainingAction>(isEntry: false))),
            Text(run.Contained), ratio.ToString("0.000", CultureInfo.InvariantCulture),
            $"{journal.Appends}", Text(journal.Appending), $"{journal.Reads}", Text(journal.Reading), Text(cpu)));
        return ratio;
    }

    private static string Text(TimeSpan time) => time.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Row(params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder();
        foreach (var cell in cells)
        {
            row.Append(cell.PadLeft(10));
        }

        return row.ToString();
    }
}
