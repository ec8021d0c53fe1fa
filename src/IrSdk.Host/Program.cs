using IrSdk.Host.Settings;
using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Host;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [PlanningWorker.Argument])
        {
            return await PlanningWorker.RunAsync().ConfigureAwait(false);
        }

        // One sentence for what the operator can mend; a stack trace is for what only we can.
        try
        {
            return await HostProgram.RunAsync(args).ConfigureAwait(false);
        }
        catch (SettingsException wrong)
        {
            foreach (var mistake in wrong.Mistakes)
            {
                await Console.Error.WriteLineAsync($"irsdk-host: {mistake}").ConfigureAwait(false);
            }

            return 2;
        }
        catch (JournalException wrong)
        {
            await Console.Error.WriteLineAsync($"irsdk-host: {wrong.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}
