using IrSdk.Host.Access;
using IrSdk.Host.Accounts;
using IrSdk.Host.Alerts;
using IrSdk.Host.Api;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Host.Folder;
using IrSdk.Host.Incidents;
using IrSdk.Host.Pages;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Queue;
using IrSdk.Host.Settings;
using IrSdk.Host.Telling;
using IrSdk.Runtime;

namespace IrSdk.Host;

/// <summary>Puts the host together, feature by feature: each folder's <c>Feature</c> says what it adds and what it answers.</summary>
internal static class HostProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var app = await BuildAsync(args).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            await app.RunAsync().ConfigureAwait(false);
            return 0;
        }
    }

    public static async Task<WebApplication> BuildAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);

        // What the web server says of each request holds its query, and with it links that sign in.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var settings = SettingsReader.Read(builder);
        var aws = await AwsSetup.OpenAsync(settings, CancellationToken.None).ConfigureAwait(false);
        Directory.CreateDirectory(settings.Data);
        Add(builder, settings, aws);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Set(kestrel.Limits);
        });

        var app = builder.Build();
        Open(app.Services);
        Use(app, settings);
        AlertsFeature.Map(app);
        ApiFeature.Map(app);
        PagesFeature.Map(app);
        AccessFeature.Map(app, settings);
        return app;
    }

    /// <summary>Hosted services start in this order, the web server after them all, and stop in the opposite one.</summary>
    private static void Add(WebApplicationBuilder builder, HostSettings settings, AwsSetup? aws)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        FeedFeature.Add(services, settings, aws);
        PlaybooksFeature.Add(services);
        AccountsFeature.Add(services, aws);
        TellingFeature.Add(services, settings);
        IncidentsFeature.Add(services, settings);
        AlertsFeature.Add(services);
        DecisionsFeature.Add(services);
        AccessFeature.Add(builder, settings);
        ApiFeature.Add(services);
        PagesFeature.Add(services);
        QueueFeature.Add(services, settings);
        FolderFeature.Add(services, settings);
    }

    /// <summary>What every request goes through, in order.</summary>
    private static void Use(WebApplication app, HostSettings settings)
    {
        app.UseExceptionHandler(RequestLimits.Failures);
        PageEndpoints.UseRefusals(app);
        Proxies.Use(app, settings.Access);
        Defences.Use(app, settings.Access);
        PageAssets.Use(app);
        app.UseRouting();
        HostName.Use(app, settings.Access);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    /// <summary>What cannot be opened is said before anything starts.</summary>
    private static void Open(IServiceProvider services)
    {
        try
        {
            _ = services.GetRequiredService<SenderKeys>();
            _ = services.GetRequiredService<WatchedJournal>();
        }
        catch (Exception wrong) when (wrong is InvalidDataException or JournalException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([wrong.Message]);
        }
    }
}
