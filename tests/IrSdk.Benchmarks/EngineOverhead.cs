using System.Globalization;
using IrSdk.Runtime;

namespace IrSdk.Benchmarks;

/// <summary>
/// Fifty suspects in real time with a journal on disk: the time to containment over the handlers' own critical path.
/// The budget is 1.10 with handlers that take 200 ms.
/// </summary>
internal static class EngineOverhead
{
    private const int Runs = 5;

    public static async Task RunAsync()
    {
        JournalFolder.Describe();
        Console.WriteLine("50 suspects: 30 instances, 8 users with a key each, 4 roles; run 1 includes compilation of the engine's code");
        Console.WriteLine("handler  run  steps  chain  critical path  planned after  contained after  appends (waited)  reads (waited)  ratio");
        foreach (var latency in new[] { TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(20) })
        {
            var ratios = new List<double>();
            for (var run = 1; run <= Runs; run++)
            {
                ratios.Add(await OnceAsync(latency, run).ConfigureAwait(false));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds,4:0} ms  median ratio {ratios.Order().ElementAt(Runs / 2):0.000}"));
        }
    }

    private static async Task<double> OnceAsync(TimeSpan latency, int number)
    {
        await using var folder = new JournalFolder();
        var journal = new TimedJournal(folder.Journal);
        var account = new FixedAccount(latency);
        var incident = Compromise.Incident("inc-1", instances: 30, users: 8, roles: 4);
        var run = new EngineRun();
        var report = await new Responder(account.Provider, journal, new() { Progress = run, Plans = run })
            .RespondAsync(Compromise.Playbook, incident, null, CancellationToken.None).ConfigureAwait(false);
        if (report.Status != RunStatus.Contained)
        {
            throw new InvalidOperationException($"The run came to {report.Status}; it measures nothing.");
        }

        var chain = run.LongestChain();
        var ratio = run.Contained / (chain * latency);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{latency.TotalMilliseconds,4:0} ms  {number,3}  {run.Plan!.Steps.Length,5}  {chain,5}  {(chain * latency).TotalMilliseconds,10:0} ms  {run.Planned.TotalMilliseconds,10:0.0} ms  {run.Contained.TotalMilliseconds,12:0.0} ms  {journal.Appends,4} ({journal.Appending.TotalMilliseconds,6:0.0} ms)  {journal.Reads,2} ({journal.Reading.TotalMilliseconds,6:0.0} ms)  {ratio:0.000}"));
        return ratio;
    }
}
