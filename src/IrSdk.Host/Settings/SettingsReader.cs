using IrSdk.Host.Access;

namespace IrSdk.Host.Settings;

/// <summary>Reads the settings, and refuses what cannot be used before anything is opened.</summary>
internal static class SettingsReader
{
    /// <exception cref="SettingsException">They cannot be used.</exception>
    public static HostSettings Read(WebApplicationBuilder builder)
    {
        var settings = new HostSettings();
        try
        {
            builder.Configuration.GetSection(HostSettings.Section).Bind(settings, options => options.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException wrong)
        {
            throw new SettingsException([$"The settings cannot be read: {wrong.InnerException?.Message ?? wrong.Message}"]);
        }

        settings.Root(builder.Environment.ContentRootPath);
        return SettingsCheck.Mistakes(settings).Concat(SignIn.Mistakes(settings.Access, builder.Configuration)).ToList() is { Count: > 0 } mistakes
            ? throw new SettingsException([.. mistakes])
            : settings;
    }
}
