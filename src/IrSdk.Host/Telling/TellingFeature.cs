using IrSdk.Host.Settings;
using IrSdk.Runtime;

namespace IrSdk.Host.Telling;

/// <summary>Who is told, and where the links of notices lead.</summary>
internal static class TellingFeature
{
    /// <exception cref="SettingsException">A receiver's settings cannot be used.</exception>
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton<HostLinks>();
        Receivers.Add(services.AddIrSdk(), settings.Tell);
    }
}
