using System.Security.Cryptography;
using IrSdk.Host.Settings;
using IrSdk.Host.Telling;
using IrSdk.Runtime;

namespace IrSdk.Host.Incidents;

/// <summary>What runs incidents, and what knows how they stand.</summary>
internal static class IncidentsFeature
{
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(made => Options(settings, made));
        services.AddSingleton<IncidentBoard>();
        services.AddSingleton<IncidentRunner>();
        services.AddSingleton<Boot>();
        services.AddHostedService(made => made.GetRequiredService<Boot>());
    }

    private static ResponderOptions Options(HostSettings settings, IServiceProvider made) => new()
    {
        Time = made.GetRequiredService<TimeProvider>(),
        Owner = ProcessOwner.Current(made.GetRequiredService<TimeProvider>()),
        Links = made.GetRequiredService<HostLinks>(),
        NotifyFor = settings.Tell.TryFor,
        Guards = settings.Guards is { } guards ? GuardRules.Read(guards) : new(),
        HoldFor = settings.HoldFor,
        Jitter = static () => RandomNumberGenerator.GetInt32(1000) / 1000.0,
        ReturnWhenWaiting = false,
    };
}
