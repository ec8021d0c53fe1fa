namespace IrSdk.Host.Accounts;

/// <summary>Says at the start what of AWS is not as the options want it, though the host goes on.</summary>
internal sealed partial class AwsWarning(AwsSetup aws, ILogger<AwsWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (aws.Unanchored is { } because)
        {
            LogUnanchored(because);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Error, "The journal is anchored in a file beside it, and not in the evidence bucket; start the host again when this is mended: {Because}")]
    private partial void LogUnanchored(string because);
}
