using IrSdk.Host;
using IrSdk.Host.Settings;

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
