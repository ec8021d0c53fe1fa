using System.Globalization;
using System.Threading.RateLimiting;
using IrSdk.Host.Settings;
using IrSdk.Sending;
using Microsoft.AspNetCore.RateLimiting;

namespace IrSdk.Host.Alerts;

/// <summary>Takes alerts, from those who may send them and as often as they may.</summary>
internal static class AlertsFeature
{
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<SenderKeys>();
        services.AddRateLimiter(options => Limit(options, settings));
    }

    public static void Map(IEndpointRouteBuilder routes) => AlertEndpoint.Map(routes);

    /// <summary>By the key that a request names, and by address for one that names none.</summary>
    private static void Limit(RateLimiterOptions options, HostSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = static (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(AlertEndpoint.Path, context => RateLimitPartition.GetTokenBucketLimiter(
            context.Request.Headers[WebhookSignature.KeyHeader].ToString() is { Length: > 0 and < 100 } key ? key : context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new()
            {
                TokenLimit = Math.Max(1, settings.Alerts.PerMinute / 6),
                TokensPerPeriod = Math.Max(1, settings.Alerts.PerMinute / 60),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            }));
    }
}
