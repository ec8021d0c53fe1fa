using System.Globalization;
using IrSdk.Cli.Output;
using IrSdk.Simulation;
using IrSdk.Testing;
using Spectre.Console;

namespace IrSdk.Cli.Drills;

/// <summary>Many drills, added up.</summary>
internal static class DrillTotals
{
    public static void Write(IAnsiConsole console, List<DrillResult> results)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"  [bold]{results[0].Playbook}[/]: seeds {results[0].Seed} to {results[^1].Seed}");
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("recording", "passed", "contained (median, worst)", "lost to response", "to adversary", "to failures", "left out", "not secured", "with a gap", "moves", "by hand: contained", "lost", "moves");
        foreach (var recording in results.SelectMany(result => result.Recordings).GroupBy(one => one.Name, StringComparer.Ordinal))
        {
            List<RecordingResult> all = [.. recording];
            var losses = all.SelectMany(one => one.Evidence.Lost).ToList();
            var unsecured = all.SelectMany(one => one.Evidence.Unsecured).ToList();
            table.AddRow(
                Markup.Escape(recording.Key),
                $"{all.Count(one => one.Passed)} of {all.Count}",
                $"{Middle(all)}, {Worst(all)}",
                Of(losses, LossCause.Response),
                Of(losses, LossCause.Adversary),
                Of(losses, LossCause.Failure),
                Of(losses, LossCause.Waived),
                unsecured.Count.ToString(CultureInfo.InvariantCulture),
                $"{losses.Count(loss => loss.Gap) + unsecured.Count(one => one.Gap)} of {losses.Count + unsecured.Count}",
                Moves(all),
                Middle(all.ConvertAll(one => one.ByHand)),
                $"{all.Sum(one => one.ByHand.Evidence.Lost.Length)} of {all.Sum(one => one.ByHand.Evidence.Existed)}",
                Moves(all.ConvertAll(one => one.ByHand)));
        }

        console.Write(table);
        foreach (var (result, recording) in results.SelectMany(result => result.Recordings.Where(one => !one.Passed).Select(one => (result, one))).Take(10))
        {
            console.MarkupLineInterpolated($"  [red]failed[/] seed {result.Seed}, {recording.Name}: {string.Join("; ", recording.Failures)}");
        }
    }

    private static string Of(List<DrillLoss> losses, LossCause by) => losses.Count(loss => loss.By == by).ToString(CultureInfo.InvariantCulture);

    private static string Moves<T>(List<T> all)
        where T : DrillOutcome => $"{all.Sum(one => one.LateralMoves.Happened)} of {all.Sum(one => one.LateralMoves.Happened + one.LateralMoves.Prevented)}";

    private static string Middle<T>(List<T> all)
        where T : DrillOutcome => Said([.. all.Select(one => one.TimeToContain ?? TimeSpan.MaxValue).Order()], all.Count / 2);

    private static string Worst<T>(List<T> all)
        where T : DrillOutcome => Said([.. all.Select(one => one.TimeToContain ?? TimeSpan.MaxValue).Order()], all.Count - 1);

    private static string Said(TimeSpan[] sorted, int place) => sorted[place] == TimeSpan.MaxValue ? "never" : Words.Span(sorted[place]);
}
