using System.CommandLine;
using System.Text.Json;
using IrSdk.Aws;
using IrSdk.Cli.Output;
using IrSdk.Runtime;
using Spectre.Console;

namespace IrSdk.Cli.Aws;

/// <summary><c>ir readiness</c>: whether an account is ready for an incident, and what to do where it is not.</summary>
internal static class ReadinessCommand
{
    public static Command Create()
    {
        var file = AwsOption.Create();
        var account = new Option<string?>("--account") { Description = "The account to check. Default: that of the credentials." };
        var json = Arguments.Json();
        var command = new Command("readiness", "Checks whether an AWS account is ready for an incident, and says what to do. Reads only; exit code 1 when something is missing.") { file, account, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = AwsOption.Read(parsed.GetValue(file)).Options();
            var items = await AwsReadiness.CheckAsync(options, Id(parsed.GetValue(account)), cancellation).ConfigureAwait(false);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(items, IrJson.Indented)).ConfigureAwait(false);
            }
            else
            {
                var table = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("", "", "");
                foreach (var item in items)
                {
                    table.AddRow(Mark(item.Status), $"[bold]{Markup.Escape(item.Name)}[/]", Markup.Escape(item.Found) + (item.ToDo is { } todo ? $"\n[yellow]→ {Markup.Escape(todo)}[/]" : ""));
                }

                Screen.On(output).Write(table);
            }

            return items.Any(item => item.Status is ReadinessStatus.Missing or ReadinessStatus.Unknown) ? ExitCodes.Refused : ExitCodes.Done;
        });
        return command;
    }

    private static AccountId? Id(string? account)
    {
        try
        {
            return account is null ? null : new AccountId(account);
        }
        catch (ArgumentException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, $"'{account}' is no account ({wrong.Message}).");
        }
    }

    private static string Mark(ReadinessStatus status) => status switch
    {
        ReadinessStatus.Ready => "[green]✔ ready[/]",
        ReadinessStatus.Partly => "[yellow]◐ partly[/]",
        ReadinessStatus.Missing => "[red]✘ missing[/]",
        _ => "[red]? unknown[/]",
    };
}
