using Spectre.Console;

namespace IrSdk.Cli.Running;

/// <summary>What a run says beside its steps, a line each.</summary>
internal sealed class Sentences(IAnsiConsole console) : IProgress<string>
{
    public void Report(string value) => console.MarkupLineInterpolated($"  {"",-8}  [yellow]![/] {value}");
}
