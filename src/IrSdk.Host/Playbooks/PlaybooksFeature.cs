using IrSdk.Scripting;

namespace IrSdk.Host.Playbooks;

/// <summary>The playbooks that serve, and the processes that plan.</summary>
internal static class PlaybooksFeature
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton(made => new PlanningWorkers(new() { Time = made.GetRequiredService<TimeProvider>() }));
        services.AddSingleton<PlaybookShelf>();
        services.AddSingleton<SourceDesk>();
        services.AddHostedService<SourceWatch>();
    }
}
