using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using IrSdk.Cli.Output;
using IrSdk.Cli.Playbooks;
using IrSdk.Simulation;
using IrSdk.Testing;
using Spectre.Console;

namespace IrSdk.Cli.Drills;

/// <summary><c>ir drill PLAYBOOK-FOLDER</c>: every recording against the simulated account, beside the same incident handled by hand.</summary>
internal sealed class DrillCommand
{
    private readonly Argument<string> playbook = Arguments.Playbook();
    private readonly Option<bool> json = Arguments.Json();
    private readonly Option<int> seed = new("--seed") { Description = "Decides latencies, faults and what the intruder does when. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> runs = new("--runs") { Description = "How many seeds, from --seed on. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> faults = new("--faults") { Description = "How many of a hundred steps go wrong: throttled, slow, failing, answer lost. Default: 0.", DefaultValueFactory = _ => 0 };

    public static Command Create()
    {
        var drill = new DrillCommand();
        var command = new Command("drill", "Rehearses every recording of a playbook in a simulated account with an intruder at work, and beside it the same incident handled by hand.")
        {
            drill.playbook, drill.seed, drill.runs, drill.faults, drill.json,
        };
        command.SetAction(drill.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var path = parsed.GetRequiredValue(playbook);
        var (first, count, share) = (parsed.GetValue(seed), parsed.GetValue(runs), parsed.GetValue(faults));
        if (count < 1 || share is < 0 or > 100)
        {
            throw new CliFailure(ExitCodes.Usage, "--runs is at least 1, and --faults is from 0 to 100.");
        }

        using var loaded = await PlaybookFile.LoadAsync(path, cancellation).ConfigureAwait(false);
        var drill = Drill.Of(loaded).With(Recordings(PlaybookFile.Find(path))).Faults(FaultPlan.Seeded(share / 100.0));
        var output = parsed.InvocationConfiguration.Output;
        var screen = Screen.On(parsed.GetValue(json) ? TextWriter.Null : output);
        var results = count == 1 ? [drill.Seed(first).Run()] : Many(drill, first, count, cancellation);
        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(count == 1
                ? JsonSerializer.Serialize(results[0], IrJson.Indented)
                : JsonSerializer.Serialize(results, IrJson.Indented)).ConfigureAwait(false);
        }
        else if (count == 1)
        {
            DrillStory.Write(screen, results[0]);
        }
        else
        {
            DrillTotals.Write(screen, results);
        }

        return results.TrueForAll(result => result.Passed) ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static ImmutableArray<Recording> Recordings(string script)
    {
        try
        {
            return Recording.LoadAll(Path.GetDirectoryName(script)!);
        }
        catch (InvalidDataException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }

    private static List<DrillResult> Many(Drill drill, int first, int count, CancellationToken cancellation)
    {
        var results = new List<DrillResult>(count);
        var progress = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) });
        progress.Progress().HideCompleted(true).Start(context =>
        {
            var task = context.AddTask($"{count} drills", maxValue: count);
            foreach (var number in Enumerable.Range(first, count))
            {
                cancellation.ThrowIfCancellationRequested();
                results.Add(drill.Seed(number).Run());
                task.Increment(1);
            }
        });
        return results;
    }
}
