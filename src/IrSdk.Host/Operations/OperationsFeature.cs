using IrSdk.Host.Settings;

namespace IrSdk.Host.Operations;

/// <summary>What keeps the host watched, and its journal kept.</summary>
internal static class OperationsFeature
{
    public static void Add(WebApplicationBuilder builder, HostSettings settings)
    {
        var services = builder.Services;
        LogLines.Add(builder.Logging, settings.Log);
        Exporters.Add(services, settings.Telemetry, builder.Configuration);
        services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Stop.Within + TimeSpan.FromSeconds(15));
        services.AddHttpClient();
        services.AddSystemd();
        services.AddSingleton<HostFigures>();
        services.AddSingleton<WorkingOrder>();
        services.AddSingleton<Backups>();
        services.AddSingleton<Heartbeat>();
        services.AddSingleton<Stopping>();
        services.AddHostedService(made => made.GetRequiredService<Stopping>());
        services.AddHostedService(made => made.GetRequiredService<WorkingOrder>());
        services.AddHostedService(made => made.GetRequiredService<Backups>());
        services.AddHostedService<Retention>();
        services.AddHostedService(made => made.GetRequiredService<Heartbeat>());
    }

    public static void Map(WebApplication app)
    {
        _ = app.Services.GetRequiredService<HostFigures>();
        HealthEndpoints.Map(app);
        OperationsApi.Map(app);
    }
}
