using Spectre.Console;

namespace IrSdk.Cli.Output;

/// <summary>The terminal: colours only there, plain text everywhere else.</summary>
internal static class Screen
{
    public static IAnsiConsole On(TextWriter writer)
    {
        var isTerminal = ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new()
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!isTerminal || console.Profile.Width < 120)
        {
            // Lines are one fact each: a log or a narrow terminal wraps them itself rather than having them cut.
            console.Profile.Width = 200;
        }

        return console;
    }
}
