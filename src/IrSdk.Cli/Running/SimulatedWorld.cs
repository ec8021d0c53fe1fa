using System.Text.Json;
using IrSdk.Simulation;

namespace IrSdk.Cli.Running;

/// <summary>The simulated account that outlives a run.</summary>
internal static class SimulatedWorld
{
    public static FileBackedWorld Open(FileInfo file, Func<Scenario> scenario)
    {
        try
        {
            return FileBackedWorld.Open(file.FullName, scenario);
        }
        catch (IOException wrong)
        {
            throw new CliFailure(ExitCodes.Unfinished, $"The simulated account in {file} cannot be used: {wrong.Message}");
        }
        catch (JsonException wrong)
        {
            throw new CliFailure(ExitCodes.Usage, $"{file} is not a simulated account: {wrong.Message}");
        }
    }

    /// <summary>A real account's latencies, stretched or shortened; snapshots complete in seconds rather than minutes, since the run waits for them.</summary>
    public static LatencyProfile Latency(int percent)
    {
        if (percent is < 0 or > 10_000)
        {
            throw new CliFailure(ExitCodes.Usage, $"--latency is a percentage from 0 to 10000, not {percent}.");
        }

        return LatencyProfile.Plausible.Scaled(percent / 100.0) with { Completion = TimeSpan.FromSeconds(3) * (percent / 100.0) };
    }
}
