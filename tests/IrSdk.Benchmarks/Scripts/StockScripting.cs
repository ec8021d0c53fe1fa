using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace IrSdk.Benchmarks.Scripts;

/// <summary>The same text, run as the stock scripting API runs it: compiled every time, and never let go.</summary>
internal static class StockScripting
{
    public static async Task<(List<double> Warm, double First, int Rounds, int Left)> RunAsync(int rounds)
    {
        var text = await File.ReadAllTextAsync(CachedLoads.Script);
        var options = ScriptOptions.Default
            .AddReferences(typeof(Playbook).Assembly, typeof(Enumerable).Assembly, typeof(System.Collections.Immutable.ImmutableArray).Assembly)
            .AddImports("System", "System.Collections.Generic", "System.Collections.Immutable", "System.Linq", "IrSdk", "IrSdk.First");
        var incident = CachedLoads.Incident();
        var before = AppDomain.CurrentDomain.GetAssemblies().Length;
        var times = new List<double>(rounds);
        for (var round = 0; round <= rounds; round++)
        {
            var start = TimeProvider.System.GetTimestamp();
            var state = await CSharpScript.RunAsync<Playbook>(text, options);
            state.ReturnValue.FirstResponse(incident);
            times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
        }

        CachedLoads.Left();
        return (times[1..], times[0], rounds, AppDomain.CurrentDomain.GetAssemblies().Length - before);
    }
}
