using IrSdk.Host.Alerts;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Folder;

/// <summary>Alerts from a watched folder, where the settings name one.</summary>
internal static class FolderFeature
{
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        if (settings.Alerts.Folder is { } folder)
        {
            services.AddHostedService(made => new AlertFolder(
                new DirectoryInfo(folder), made.GetRequiredService<Arrivals>(), made.GetRequiredService<TimeProvider>(), made.GetRequiredService<ILogger<AlertFolder>>()));
        }
    }
}
