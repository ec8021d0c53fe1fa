using System.Globalization;
using IrSdk.Benchmarks;
using IrSdk.Benchmarks.Aws;
using IrSdk.Benchmarks.Host;
using IrSdk.Benchmarks.Scripts;

switch (args)
{
    case ["engine"]:
        await EngineOverhead.RunAsync(runs: 5);
        break;
    case ["engine", var runs]:
        await EngineOverhead.RunAsync(int.Parse(runs, CultureInfo.InvariantCulture));
        break;
    case ["telemetry"]:
        await TelemetryCost.RunAsync(pairs: 15);
        break;
    case ["incidents"]:
        await ManyIncidents.RunAsync();
        break;
    case ["journal"]:
        await JournalCost.RunAsync(pairs: 3_000);
        break;
    case ["aws"]:
        await AwsRace.RunAsync(rounds: 3);
        break;
    case ["scripts"]:
        await ScriptTimes.RunAsync(ir: null);
        break;
    case ["scripts", var ir]:
        await ScriptTimes.RunAsync(ir);
        break;
    case ["host"]:
        await HostLoad.RunAsync(alerts: 50_000);
        break;
    case ["host", "beside"]:
        await HostLoad.RunBesideAsync();
        break;
    case ["host", var alerts]:
        await HostLoad.RunAsync(int.Parse(alerts, CultureInfo.InvariantCulture));
        break;
    default:
        Console.Error.WriteLine("Measure one of: engine [RUNS], telemetry, incidents, journal, aws, host [ALERTS], host beside, scripts [PUBLISHED-IR].");
        return 2;
}

return 0;
