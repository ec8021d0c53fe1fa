using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IrSdk.Host.Readiness;

/// <summary>What accounts lack before an incident. A provider that can be asked registers its <see cref="IReadinessSource"/> before.</summary>
internal static class ReadinessFeature
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ReadinessDesk>();
        services.TryAddSingleton<IReadinessSource, SimulatedReadiness>();
    }
}
