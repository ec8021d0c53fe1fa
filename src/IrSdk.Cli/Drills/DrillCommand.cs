using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using IrSdk.Cli.Aws;
using IrSdk.Cli.Drills.Live;
using IrSdk.Cli.Output;
using IrSdk.Cli.Sources;
using IrSdk.Runtime;
using IrSdk.Simulation;
using IrSdk.Testing;

namespace IrSdk.Cli.Drills;

/// <summary><c>ir drill PLAYBOOK-FOLDER</c>: every recording against the simulated account, beside the same incident handled by hand.</summary>
internal sealed class DrillCommand
{
    private readonly Argument<string> playbook = Arguments.Playbook();
    private readonly Option<bool> json = Arguments.Json();
    private readonly Option<FileInfo> sources = PlaybookChoice.Option();
    private readonly Option<int> seed = new("--seed") { Description = "Decides latencies, faults and what the intruder does when. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> runs = new("--runs") { Description = "How many seeds, from --seed on. Default: 1.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> faults = new("--faults") { Description = "How many of a hundred steps go wrong: throttled, slow, failing, answer lost. Default: 0.", DefaultValueFactory = _ => 0 };

    private readonly Option<bool> live = new("--live") { Description = "Rehearse for real, in a drill account or in an emulator (AWS_ENDPOINT_URL): the stage is set, contained, undone and struck." };
    private readonly Option<FileInfo?> aws = AwsOption.Create();
    private readonly Option<string?> only = new("--recording") { Description = "Only the recording of this name. Default: all." };
    private readonly Option<bool> keep = new("--keep") { Description = "With --live: leave the account contained, to look at it; asks for --recording." };
    private readonly Option<bool> stageOnly = new("--stage-only") { Description = "With --live: set the stage, write the alert and stop, to respond with 'ir run --provider aws'; asks for --recording." };
    private readonly Option<FileInfo?> record = new("--record") { Description = "Write there when the playbook was drilled and how it went, in place of its last drill; 'ir check --drilled-within' reads it." };
    private readonly Option<DirectoryInfo> folder = new("--out") { Description = "With --live: where alerts, journals and the outbox go. Default: live-drill.", DefaultValueFactory = _ => new("live-drill") };

    public static Command Create()
    {
        var drill = new DrillCommand();
        var command = new Command("drill", "Rehearses every recording of a playbook in a simulated account with an intruder at work, and beside it the same incident handled by hand.")
        {
            drill.playbook, drill.sources, drill.only, drill.seed, drill.runs, drill.faults, drill.live, drill.aws, drill.keep, drill.stageOnly, drill.folder, drill.record, drill.json,
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

        if (parsed.GetValue(record) is not null && (parsed.GetValue(only) is not null || parsed.GetValue(stageOnly)))
        {
            throw new CliFailure(ExitCodes.Usage, "--record keeps a whole drill; leave out --recording and --stage-only.");
        }

        var choice = PlaybookChoice.Find(path, parsed.GetRequiredValue(sources));
        var reading = Task.Run(() => Recordings(choice.Script, parsed.GetValue(only)), cancellation);
        using var sourced = await choice.LoadAsync(parsed.InvocationConfiguration.Error, cancellation).ConfigureAwait(false);
        var recordings = await reading.ConfigureAwait(false);
        if (parsed.GetValue(live))
        {
            return await LiveAsync(parsed, choice.Script, sourced, recordings, cancellation).ConfigureAwait(false);
        }

        var drill = Drill.Of(sourced.Loaded).With(recordings).Faults(FaultPlan.Seeded(share / 100.0));
        var output = parsed.InvocationConfiguration.Output;
        var screen = Screen.On(parsed.GetValue(json) ? TextWriter.Null : output);
        var results = count == 1 ? [drill.Seed(first).Run()] : await ManyAsync(drill, first, count, cancellation).ConfigureAwait(false);
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

        await RecordAsync(parsed, choice.Script, sourced, content => DrillRecord.Of(results, content, TimeProvider.System.GetUtcNow()), cancellation).ConfigureAwait(false);
        return results.TrueForAll(result => result.Passed) ? ExitCodes.Done : ExitCodes.Refused;
    }

    private async Task RecordAsync(ParseResult parsed, string script, SourcedPlaybook sourced, Func<string, DrillRecord> drill, CancellationToken cancellation)
    {
        if (parsed.GetValue(record) is not { } file)
        {
            return;
        }

        try
        {
            var drilled = drill(await ScriptContent.HashAsync(script, cancellation).ConfigureAwait(false)) with { Commit = sourced.Origin?.Commit, Tree = sourced.Origin?.Tree };
            await DrillLedger.RecordAsync(file.FullName, drilled, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }

    private async Task<int> LiveAsync(ParseResult parsed, string script, SourcedPlaybook sourced, ImmutableArray<Recording> recordings, CancellationToken cancellation)
    {
        var isStageOnly = parsed.GetValue(stageOnly);
        if ((parsed.GetValue(keep) || isStageOnly) && parsed.GetValue(only) is null)
        {
            throw new CliFailure(ExitCodes.Usage, $"{(isStageOnly ? "--stage-only" : "--keep")} leaves the stage as it is, so that only one fits; name it with --recording.");
        }

        var file = AwsOption.Read(parsed.GetValue(aws));
        await LiveDrill.RequireDrillAccountAsync(file, cancellation).ConfigureAwait(false);
        var output = parsed.InvocationConfiguration.Output;
        var screen = Screen.On(parsed.GetValue(json) ? TextWriter.Null : output);
        var drill = new LiveDrill(sourced, file, parsed.GetRequiredValue(folder), parsed.GetValue(keep), screen, parsed.InvocationConfiguration.Error);
        if (isStageOnly)
        {
            await output.WriteLineAsync((await drill.StageAsync(recordings[0], cancellation).ConfigureAwait(false)).FullName).ConfigureAwait(false);
            return ExitCodes.Done;
        }

        var reports = new List<RunReport>();
        foreach (var recording in recordings)
        {
            reports.Add(await drill.RunAsync(recording, cancellation).ConfigureAwait(false));
        }

        if (parsed.GetValue(json))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(reports, IrJson.Indented)).ConfigureAwait(false);
        }

        await RecordAsync(parsed, script, sourced, content => DrillRecord.OfLive([.. recordings.Zip(reports, (recording, report) => (recording.Name, report))], content, TimeProvider.System.GetUtcNow()), cancellation).ConfigureAwait(false);
        return reports.TrueForAll(report => report.Status == RunStatus.Contained && report.TimeToContain <= report.Deadline) ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static ImmutableArray<Recording> Recordings(string script, string? only)
    {
        try
        {
            var all = Recording.LoadAll(Path.GetDirectoryName(script)!);
            return only is null ? all
                : all.FirstOrDefault(one => one.Name == only) is { } found ? [found]
                : throw new CliFailure(ExitCodes.Usage, $"There is no recording '{only}'; there are {string.Join(", ", all.Select(one => one.Name))}.");
        }
        catch (InvalidDataException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, wrong.Message);
        }
    }

    private static async Task<List<DrillResult>> ManyAsync(Drill drill, int first, int count, CancellationToken cancellation)
    {
        var results = new List<DrillResult>(count);
        await Working.ShowAsync($"{count} drills", count, async done =>
        {
            foreach (var number in Enumerable.Range(first, count))
            {
                cancellation.ThrowIfCancellationRequested();
                results.Add(await drill.Seed(number).RunAsync().ConfigureAwait(false));
                done();
            }
        }).ConfigureAwait(false);
        return results;
    }
}
