using System.Globalization;
using IrSdk.Scripting;

namespace IrSdk.Benchmarks.Scripts;

/// <summary>Different scripts, one after the other, in one process: each is compiled, loaded, called and let go.</summary>
/// <remarks>The few kilobytes a script by which objects grow at first are the compiler's cache of syntax nodes, which has a fixed size and is full after some thousand scripts.</remarks>
internal static class ManyScripts
{
    public static async Task RunAsync(int count)
    {
        var folder = Directory.CreateTempSubdirectory("many-scripts-");
        try
        {
            var text = await File.ReadAllTextAsync(CachedLoads.Script);
            var incident = CachedLoads.Incident();
            var loader = new ScriptLoader(new() { CacheDirectory = null });
            Console.WriteLine($"  {count} different scripts in one process: compiled, loaded, called, let go");
            for (var number = 1; number <= count; number++)
            {
                var path = Path.Combine(folder.FullName, $"script-{number}.csx");
                await File.WriteAllTextAsync(path, $"var number = {number};\n{text}");
                using (var script = (await loader.LoadAsync(path)).Loaded!)
                {
                    script.Playbook.FirstResponse(incident);
                }

                if (number % (count / 5) == 0)
                {
                    var left = CachedLoads.Left();
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture, $"    after {number,5}: {GC.GetTotalMemory(forceFullCollection: true) / 1_048_576.0,7:0.0} MB of objects, {Environment.WorkingSet / 1_048_576,5} MB in all, {left} load contexts"));
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
