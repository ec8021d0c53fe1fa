using System.Globalization;

namespace IrSdk.Benchmarks.Scripts;

/// <summary>
/// One playbook from its script to its plan, four ways: out of the cache in a process that is up, by the published <c>ir plan</c> from the
/// start of its process, by <c>dotnet run</c> as a file-based app, and by the stock scripting API. Then a thousand scripts in one process.
/// </summary>
internal static class ScriptTimes
{
    public static async Task RunAsync(string? ir)
    {
        var cached = await CachedLoads.RunAsync(rounds: 300);
        Say("cached playbook loaded and called, warm process", cached.Loaded, "budget 10 ms");
        Say("called again", cached.Called, "budget 1 ms");
        var stock = await StockScripting.RunAsync(rounds: 20);
        Say("CSharpScript.RunAsync of the same text, warm process", stock.Warm, Ratio(stock.Warm, cached.Loaded));
        Say("CSharpScript.RunAsync, the first of a process", [stock.First], "");
        Console.WriteLine($"  {stock.Left} assemblies of {stock.Rounds} runs of it are still loaded; ours: {cached.Left} of {cached.Rounds}");

        using var app = new FileBasedApp();
        Say("dotnet run of it as a file-based app, the first time", [app.Build()], "");
        var dotnetRun = app.Run(rounds: 5);
        Say("dotnet run of it again", dotnetRun, "");
        if (ir is null)
        {
            Console.WriteLine("  ir plan was not measured: give the path of a published ir (dotnet publish src/IrSdk.Cli -c Release -r linux-x64)");
        }
        else
        {
            var hello = PlanProcess.Measure(ir, ["--version"], rounds: 21);
            var plan = PlanProcess.Measure(ir, ["plan", CachedLoads.Script, "--alert", CachedLoads.Alert], rounds: 21);
            Say("the published ir --version: the floor", hello, "");
            Say("the published ir plan, from process start to plan", plan, $"budget 150 ms; dotnet run takes {Ratio(dotnetRun, plan)}");
        }

        await ManyScripts.RunAsync(count: 1_000);
    }

    private static void Say(string what, IReadOnlyCollection<double> milliseconds, string beside)
    {
        var sorted = milliseconds.Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-56} {sorted[sorted.Count / 2],9:0.00} ms   ({sorted[0]:0.00} to {sorted[^1]:0.00})   {beside}"));
    }

    private static string Ratio(List<double> theirs, List<double> ours) =>
        string.Create(CultureInfo.InvariantCulture, $"{theirs.Order().ElementAt(theirs.Count / 2) / ours.Order().ElementAt(ours.Count / 2):0} times ours");
}
