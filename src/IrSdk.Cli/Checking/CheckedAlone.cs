using System.CommandLine;
using System.Text.Json;
using IrSdk.Testing;

namespace IrSdk.Cli.Checking;

/// <summary>What <see cref="CheckProcess"/> starts: checks one playbook and prints what was found as JSON. Not for people.</summary>
internal static class CheckedAlone
{
    public const string Name = "check-one";

    public static Command Create()
    {
        var script = new Argument<string>("SCRIPT");
        var incidents = new Option<int>("--incidents");
        var seed = new Option<int>("--seed");
        var command = new Command(Name) { script, incidents, seed };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var check = await PlaybookCheck.RunAsync(
                parsed.GetRequiredValue(script), new() { Incidents = parsed.GetValue(incidents), Seed = parsed.GetValue(seed) }, cancellation).ConfigureAwait(false);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(check, IrJson.Options)).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
