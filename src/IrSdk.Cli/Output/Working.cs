using Spectre.Console;

namespace IrSdk.Cli.Output;

/// <summary>How far long work is, on a terminal's standard error; elsewhere nothing, so that a log holds results only.</summary>
internal static class Working
{
    /// <param name="what">What is being done, in a word or two.</param>
    /// <param name="count">How many parts it has.</param>
    /// <param name="work">The work; it calls what it is given after each part, from any thread.</param>
    public static async Task ShowAsync(string what, int count, Func<Action, Task> work)
    {
        if (Console.IsErrorRedirected)
        {
            await work(static () => { }).ConfigureAwait(false);
            return;
        }

        await AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Error) }).Progress().AutoClear(true).StartAsync(async context =>
        {
            var task = context.AddTask(what, maxValue: count);
            await work(() => task.Increment(1)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
