using System.Globalization;
using IrSdk.Cli.Output;
using IrSdk.Testing;
using Spectre.Console;

namespace IrSdk.Cli.Drills;

/// <summary>What the playbook came to, beside the same incident handled by hand.</summary>
internal static class Comparison
{
    public static void Write(IAnsiConsole console, RecordingResult recording)
    {
        console.MarkupLine($"  {"",-14} [dim]{"contained",-14} {"evidence lost",-17} {"lateral moves",-17} dwell after alert[/]");
        console.MarkupLine(Line("playbook", recording));
        console.MarkupLine(Line("by hand", recording.ByHand));
    }

    private static string Line(string who, DrillOutcome outcome)
    {
        var lost = outcome.Evidence.Lost.Length;
        var moves = outcome.LateralMoves;
        var colour = outcome.Passed ? "green" : "red";
        return string.Create(CultureInfo.InvariantCulture,
            $"  [bold]{who,-14}[/] [{colour}]{Said(outcome.TimeToContain),-14}[/] {$"{lost} of {outcome.Evidence.Existed}",-17} {$"{moves.Happened} of {moves.Happened + moves.Prevented}",-17} {Said(outcome.Dwell)}");
    }

    private static string Said(TimeSpan? span) => span is { } known ? Words.Span(known) : "never";
}
