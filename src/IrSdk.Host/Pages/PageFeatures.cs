using IrSdk.Host.Drills;
using IrSdk.Host.Readiness;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IrSdk.Host.Pages;

/// <summary>What the pages need. A provider that can be asked for readiness registers its <see cref="IReadinessSource"/> before.</summary>
internal static class PageFeatures
{
    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<HomeDesk>();
        services.AddSingleton<IncidentDesk>();
        services.AddSingleton<DrillBook>();
        services.AddSingleton<DrillDesk>();
        services.AddSingleton<ReadinessDesk>();
        services.TryAddSingleton<IReadinessSource, SimulatedReadiness>();
    }
}
