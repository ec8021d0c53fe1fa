using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using IrSdk.Cli.Output;
using IrSdk.Scripting;
using Spectre.Console;

namespace IrSdk.Cli.Sources;

/// <summary><c>ir sync [NAME] [--sources FILE] [--allow-rewind] [--json]</c>.</summary>
internal static class SyncCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("NAME") { Description = "Only this source. Default: all.", DefaultValueFactory = _ => null };
        var file = PlaybookChoice.Option();
        var rewind = new Option<bool>("--allow-rewind") { Description = "Take a branch that was rewound; asks for NAME." };
        var update = new Option<bool>("--update-lock") { Description = "Take the packages that the sources list anew and write their hashes into the lock file, for a review; then sync." };
        var json = Arguments.Json();
        var command = new Command("sync", "Takes the newest commit of each source, when it is signed and approved as the sources file asks and its playbooks pass the gate; else the last good one goes on serving.")
        {
            name, file, rewind, update, json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var sources = PlaybookChoice.Use(() => SourcesFile.Read(parsed.GetRequiredValue(file).FullName));
            var only = parsed.GetValue(name);
            if (parsed.GetValue(rewind) && only is null)
            {
                throw new CliFailure(ExitCodes.Usage, "--allow-rewind is for one source; name it.");
            }

            var syncs = await SyncAsync(only is null ? sources.Sources : [PlaybookChoice.Use(() => sources.Find(only))], parsed.GetValue(rewind), parsed.GetValue(update), cancellation).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(new { sources = syncs }, IrJson.Indented)).ConfigureAwait(false);
            }
            else
            {
                var screen = Screen.On(output);
                syncs.ForEach(sync => Write(screen, sync));
            }

            return syncs.Exists(sync => sync.Status == SyncStatus.Refused) ? ExitCodes.Refused
                : syncs.Exists(sync => sync.Status == SyncStatus.Unreached) ? ExitCodes.Unfinished
                : ExitCodes.Done;
        });
        return command;
    }

    private static async Task<List<SourceSync>> SyncAsync(ImmutableArray<PlaybookSource> sources, bool allowRewind, bool updateLock, CancellationToken cancellation)
    {
        var workers = new PlanningWorkers(new() { KeepsSpare = false });
        await using var ending = workers.ConfigureAwait(false);
        var store = new SourceStore(new() { Workers = workers });
        var syncs = new List<SourceSync>();
        foreach (var source in sources)
        {
            try
            {
                if (updateLock)
                {
                    await store.UpdateLockAsync(source, cancellation).ConfigureAwait(false);
                }

                syncs.Add(await store.SyncAsync(source, allowRewind, cancellation).ConfigureAwait(false));
            }
            catch (InvalidDataException wrong)
            {
                throw new CliFailure(ExitCodes.Usage, wrong.Message);
            }
        }

        return syncs;
    }

    private static void Write(IAnsiConsole screen, SourceSync sync)
    {
        screen.WriteLine();
        if (sync.Reason is { } reason)
        {
            screen.MarkupLineInterpolated($"  [bold]{sync.Source,-16}[/]  [yellow]{(sync.Refused is { } refused ? $"refused {refused[..12]}" : "not taken")}[/]: {reason}.");
        }

        foreach (var gone in sync.Withdrawn)
        {
            screen.MarkupLineInterpolated($"  {"",-16}  [yellow]withdrawn {gone[..12]}[/]: who signed it may no longer.");
        }

        var label = sync.Reason is null ? sync.Source : "";
        if (sync.Serving is { } serving)
        {
            screen.MarkupLineInterpolated($"  [bold]{label,-16}[/]  serves {serving.Commit[..12]}, tree {serving.Tree[..12]}, taken {serving.TakenAt:u}");
            screen.MarkupLineInterpolated($"  {"",-16}  signed by {Names(serving, SignatureRole.Commit, SignatureRole.Merge)}, approved by {Names(serving, SignatureRole.Approval)}");
        }
        else if (sync.Status == SyncStatus.Current)
        {
            screen.MarkupLineInterpolated($"  [bold]{label,-16}[/]  serves its folder as it is");
        }
        else
        {
            screen.MarkupLineInterpolated($"  {"",-16}  [yellow]nothing serves[/]");
        }

        if (sync.Development)
        {
            screen.MarkupLineInterpolated($"  {"",-16}  [yellow]unreviewed development source[/]");
        }

        foreach (var playbook in sync.Playbooks)
        {
            var warnings = playbook.Warnings == 0 ? "" : $", {Words.Count(playbook.Warnings, "warning")}";
            screen.MarkupLineInterpolated($"  {"",-16}  {playbook.Name}: gate passed{warnings}, assembly {playbook.Assembly[..12]}  [dim]{sync.Source}:{playbook.Path}[/]");
        }
    }

    private static string Names(ServedCommit commit, params SignatureRole[] roles) =>
        commit.Signatures.Where(one => roles.Contains(one.Role)).Select(one => one.Signer).ToList() is { Count: > 0 } names ? string.Join(", ", names) : "nobody";
}
