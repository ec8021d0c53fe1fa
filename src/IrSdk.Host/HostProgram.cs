using IrSdk.Host.Access;
using IrSdk.Host.Accounts;
using IrSdk.Host.Alerts;
using IrSdk.Host.Api;
using IrSdk.Host.Decisions;
using IrSdk.Host.Drills;
using IrSdk.Host.Feed;
using IrSdk.Host.Folder;
using IrSdk.Host.Incidents;
using IrSdk.Host.Operations;
using IrSdk.Host.Pages;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Queue;
using IrSdk.Host.Readiness;
using IrSdk.Host.Settings;
using IrSdk.Host.Telling;
using IrSdk.Runtime;

namespace IrSdk.Host;

/// <summary>Puts the host together, feature by feature: each folder's <c>Feature</c> says what it adds and what it answers.</summary>
internal static class HostProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var asked = StartArguments.Read(args);
        if (asked.Check || asked.Print)
        {
            var settings = SettingsReader.Read(Begin(asked));
            await Console.Out.WriteLineAsync(asked.Print ? SettingsText.Of(settings) : "The settings can be used.").ConfigureAwait(false);
            return 0;
        }

        var app = await BuildAsync(asked).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            await app.RunAsync().ConfigureAwait(false);
            return 0;
        }
    }

    public static async Task<WebApplication> BuildAsync(StartArguments asked)
    {
        var builder = Begin(asked);

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
        OperationsFeature.Map(app);
        return app;
    }

    private static WebApplicationBuilder Begin(StartArguments asked)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(asked.Rest);
            asked.AddTo(builder);
            return builder;
        }
        catch (InvalidDataException wrong)
        {
            throw new SettingsException([$"The settings cannot be read: {wrong.InnerException?.Message ?? wrong.Message}"]);
        }
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
        DrillsFeature.Add(services);
        ReadinessFeature.Add(services);
        QueueFeature.Add(services, settings);
        FolderFeature.Add(services, settings);
        OperationsFeature.Add(builder, settings);
    }

    /// <summary>What every request goes through, in order.</summary>
    private static void Use(WebApplication app, HostSettings settings)
    {
        app.UseExceptionHandler(RequestLimits.Failures);
        PageEndpoints.UseRefusals(app);
        Proxies.Use(app, settings.Access);
        Defences.Use(app, settings.Access);
        Stopping.Use(app);
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
            _ = services.GetRequiredService<JournalLock>();
            _ = services.GetRequiredService<SenderKeys>();
            _ = services.GetRequiredService<WatchedJournal>();
        }
        catch (Exception wrong) when (wrong is InvalidDataException or JournalException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([wrong.Message]);
        }
    }
}
