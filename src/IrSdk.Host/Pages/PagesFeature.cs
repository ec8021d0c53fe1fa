using IrSdk.Host.Drills;
using IrSdk.Host.Live;
using IrSdk.Host.Readiness;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IrSdk.Host.Pages;

/// <summary>The web page, and what keeps it live. A provider that can be asked for readiness registers its <see cref="IReadinessSource"/> before.</summary>
internal static class PagesFeature
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

    public static void Map(IEndpointRouteBuilder routes)
    {
        PageEndpoints.Map(routes);
        LiveEndpoint.Map(routes);
    }
}
