namespace IrSdk.Benchmarks.Scripts;

/// <summary>The same playbook as a C# file that <c>dotnet run</c> builds and starts: it reads the alert and plans, as <c>ir plan</c> does.</summary>
internal sealed class FileBasedApp : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("file-based-app-");

    public FileBasedApp()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "IrSdk.sln")))
        {
            root = root.Parent;
        }

        var source = Path.Combine(root.FullName, "src");
        File.WriteAllText(Path.Combine(folder.FullName, "playbook.cs"), $$"""
            #:project {{source}}/IrSdk/IrSdk.csproj
            #:project {{source}}/IrSdk.Intake/IrSdk.Intake.csproj
            #:property PublishAot=false
            using IrSdk;
            using IrSdk.Intake;
            using IrSdk.Planning;
            using static IrSdk.First;

            var alerts = AlertReader.Read(File.ReadAllBytes(args[0])).Alerts;
            var incident = new Incident
            {
                Id = new("inc-1"), Kind = alerts[0].Kind, Alerts = alerts, AcceptedAt = alerts[0].LastSeen,
                Resources = [.. alerts.SelectMany(alert => alert.Resources).DistinctBy(resource => resource.Id)],
            };
            Console.WriteLine(Planner.Plan(Make(), incident, new()).Hash);

            static Playbook Make()
            {
            {{File.ReadAllText(CachedLoads.Script)}}
            }
            """);
    }

    /// <summary>Builds and runs it for the first time.</summary>
    public double Build() => Measure(1)[0];

    public List<double> Run(int rounds) => Measure(rounds);

    public void Dispose() => folder.Delete(recursive: true);

    private List<double> Measure(int rounds) => PlanProcess.Measure("dotnet", ["run", Path.Combine(folder.FullName, "playbook.cs"), CachedLoads.Alert], rounds, warmUp: 0);
}
