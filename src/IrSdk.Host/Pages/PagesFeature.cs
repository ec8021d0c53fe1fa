using IrSdk.Host.Live;

namespace IrSdk.Host.Pages;

/// <summary>The web page, and what keeps it live.</summary>
internal static class PagesFeature
{
    public static void Add(IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<IncidentDesk>();
    }

    public static void Map(IEndpointRouteBuilder routes)
    {
        PageEndpoints.Map(routes);
        LiveEndpoint.Map(routes);
    }
}
