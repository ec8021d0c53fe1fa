using System.Diagnostics;

namespace IrSdk.Benchmarks.Scripts;

/// <summary>A command from the start of its process to its end.</summary>
internal static class PlanProcess
{
    /// <returns>Milliseconds, a run each.</returns>
    public static List<double> Measure(string program, IReadOnlyCollection<string> arguments, int rounds, int warmUp = 3)
    {
        var times = new List<double>(rounds);
        for (var round = -warmUp; round < rounds; round++)
        {
            var start = TimeProvider.System.GetTimestamp();
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{error.GetAwaiter().GetResult()}");
            }

            if (round >= 0)
            {
                times.Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        return times;
    }
}
