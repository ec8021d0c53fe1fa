using System.Globalization;
using BenchmarkDotNet.Running;
using IrSdk.Benchmarks;

switch (args)
{
    case ["engine"]:
        await EngineOverhead.RunAsync(runs: 5);
        break;
    case ["engine", var runs]:
        await EngineOverhead.RunAsync(int.Parse(runs, CultureInfo.InvariantCulture));
        break;
    case ["incidents"]:
        await ManyIncidents.RunAsync();
        break;
    case ["journal", .. var more]:
        BenchmarkSwitcher.FromTypes([typeof(JournalAppendBenchmark)]).Run(["--filter", "*JournalAppend*", .. more]);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        break;
}
