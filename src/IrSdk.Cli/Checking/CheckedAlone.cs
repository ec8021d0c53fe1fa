using System.CommandLine;
using System.Text.Json;
using IrSdk.Cli.Sources;
using IrSdk.Testing;

namespace IrSdk.Cli.Checking;

/// <summary>What <see cref="CheckProcess"/> starts: checks one playbook and prints what was found as JSON. Not for people.</summary>
internal static class CheckedAlone
{
    public const string Name = "check-one";

    public static Command Create()
    {
        var playbook = Arguments.Playbook();
        var sources = PlaybookChoice.Option();
        var incidents = new Option<int>("--incidents");
        var seed = new Option<int>("--seed");
        var command = new Command(Name) { playbook, sources, incidents, seed };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var choice = PlaybookChoice.Find(parsed.GetRequiredValue(playbook), parsed.GetRequiredValue(sources));
            var options = new CheckOptions { Incidents = parsed.GetValue(incidents), Seed = parsed.GetValue(seed), Loader = choice.Loader };
            var check = await PlaybookCheck.RunAsync(choice.Script, options, cancellation).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(check, IrJson.Options)).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
