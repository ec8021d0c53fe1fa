namespace IrSdk.Host.Alerts;

/// <summary>Takes alerts, from those who may send them and as often as they may.</summary>
internal static class AlertsFeature
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<Arrivals>();
        services.AddSingleton<SenderKeys>();
        services.AddSingleton<AlertLimits>();
    }

    public static void Map(IEndpointRouteBuilder routes) => AlertEndpoint.Map(routes);
}
