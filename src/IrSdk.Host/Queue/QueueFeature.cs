using Amazon;
using Amazon.Runtime;
using Amazon.SQS;
using IrSdk.Host.Alerts;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Queue;

/// <summary>Alerts from a queue of Amazon SQS, where the settings name one.</summary>
internal static class QueueFeature
{
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        if (settings.Alerts.Queue is not { } queue)
        {
            return;
        }

        services.AddSingleton(queue);
        services.AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(new AmazonSQSConfig
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(queue.RegionName),

            // Polly retries; two that do would multiply.
            MaxErrorRetry = 0,
            ThrottleRetries = false,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        }));
        services.AddSingleton<AlertMessages>();
        services.AddSingleton<AlertQueue>();
        services.AddHostedService(made => made.GetRequiredService<AlertQueue>());
    }
}
