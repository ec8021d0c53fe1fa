using BenchmarkDotNet.Running;
using IrSdk.Benchmarks;

switch (args)
{
    case ["engine"]:
        await EngineOverhead.RunAsync();
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
