using IrSdk.Runtime;

namespace IrSdk.Host.Decisions;

/// <summary>What people decide.</summary>
internal static class DecisionsFeature
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton(made => new Runtime.Decisions(made.GetRequiredService<IJournal>(), made.GetRequiredService<TimeProvider>()));
    }
}
