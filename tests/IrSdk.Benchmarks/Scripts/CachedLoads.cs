using System.Runtime.Loader;
using IrSdk.Intake;
using IrSdk.Scripting;

namespace IrSdk.Benchmarks.Scripts;

/// <summary>A playbook out of the cache, in a process that has loaded one before.</summary>
internal static class CachedLoads
{
    private const int WarmUp = 30;

    public static string Script => Path.Combine(AppContext.BaseDirectory, "Scripts", "playbook.csx");

    public static string Alert => Path.Combine(AppContext.BaseDirectory, "Scripts", "alert.json");

    public static async Task<(List<double> Loaded, List<double> Called, int Rounds, int Left)> RunAsync(int rounds)
    {
        var cache = Directory.CreateTempSubdirectory("script-times-");
        try
        {
            var incident = Incident();
            var (loaded, called) = (new List<double>(rounds), new List<double>(rounds));
            for (var round = -WarmUp; round < rounds; round++)
            {
                var start = TimeProvider.System.GetTimestamp();
                using var script = (await new ScriptLoader(new() { CacheDirectory = cache.FullName }).LoadAsync(Script)).Loaded!;
                script.Playbook.FirstResponse(incident);
                var again = TimeProvider.System.GetTimestamp();
                script.Playbook.FirstResponse(incident);
                if (round >= 0)
                {
                    loaded.Add(TimeProvider.System.GetElapsedTime(start, again).TotalMilliseconds);
                    called.Add(TimeProvider.System.GetElapsedTime(again).TotalMilliseconds);
                }
            }

            return (loaded, called, rounds, Left());
        }
        finally
        {
            cache.Delete(recursive: true);
        }
    }

    public static Incident Incident()
    {
        var alerts = AlertReader.Read(File.ReadAllBytes(Alert)).Alerts;
        return new() { Id = new("inc-1"), Kind = alerts[0].Kind, Alerts = alerts, AcceptedAt = alerts[0].LastSeen, Resources = [.. alerts.SelectMany(alert => alert.Resources).DistinctBy(resource => resource.Id)] };
    }

    /// <summary>How many scripts' load contexts are still there after everything was let go.</summary>
    public static int Left()
    {
        for (var round = 0; round < 10; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return AssemblyLoadContext.All.Count(context => context.Name == "IrSdk.Script");
    }
}
