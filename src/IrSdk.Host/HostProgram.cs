using System.Security.Cryptography;
using System.Text.Encodings.Web;
using IrSdk.Host.Access;
using IrSdk.Host.Accounts;
using IrSdk.Host.Alerts;
using IrSdk.Host.Api;
using IrSdk.Host.Decisions;
using IrSdk.Host.Feed;
using IrSdk.Host.Incidents;
using IrSdk.Host.Live;
using IrSdk.Host.Pages;
using IrSdk.Host.Playbooks;
using IrSdk.Host.Settings;
using IrSdk.Host.Telling;
using IrSdk.Intake;
using IrSdk.Runtime;
using IrSdk.Scripting;

namespace IrSdk.Host;

/// <summary>Puts the host together.</summary>
internal static class HostProgram
{
    public static async Task<int> RunAsync(string[] args)
    {
        var app = Build(args);
        await using (app.ConfigureAwait(false))
        {
            await app.RunAsync().ConfigureAwait(false);
            return 0;
        }
    }

    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);

        // What the web server says of each request holds its query, and with it links that sign in.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var settings = Read(builder);
        Directory.CreateDirectory(settings.Data);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        AddCore(services, settings);
        services.ConfigureHttpJsonOptions(options =>
        {
            // What an alert says is no markup, even to a browser that is made to read an answer as a page.
            options.SerializerOptions.Encoder = JavaScriptEncoder.Default;
            options.SerializerOptions.DefaultIgnoreCondition = IrJson.Options.DefaultIgnoreCondition;
            options.SerializerOptions.NumberHandling = IrJson.Options.NumberHandling;
            foreach (var converter in IrJson.Options.Converters)
            {
                options.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddProblemDetails();
        services.AddRazorComponents();
        services.AddSingleton<IncidentDesk>();
        services.AddAntiforgery(options => options.Cookie.Name = "irsdk.form");
        services.AddOpenApi(options => options.AddDocumentTransformer(static (document, _, _) =>
        {
            document.Info.Title = "IrSdk host";
            document.Info.Description = "Alerts in; incidents, plans and playbooks out; and what humans decide.";
            return Task.CompletedTask;
        }));
        SignIn.Add(builder, settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Set(kestrel.Limits);
        });

        var app = builder.Build();
        Open(app.Services);
        app.UseExceptionHandler(RequestLimits.Failures);
        PageEndpoints.UseRefusals(app);
        Proxies.Use(app, settings.Access);
        Defences.Use(app, settings.Access);
        app.UseStaticFiles();
        app.UseRouting();
        HostName.Use(app, settings.Access);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        AlertEndpoint.Map(app);
        IncidentApi.Map(app);
        PageEndpoints.Map(app);
        LiveEndpoint.Map(app);
        ApprovalLinks.Map(app);
        SignOut.Map(app);
        app.MapOpenApi().RequireAuthorization(Roles.Viewer);
        if (settings.Access.Authority is null)
        {
            SignInLink.Map(app);
            app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<SignInLink>().Print(app.Urls.First()));
        }
        else
        {
            SignIn.Map(app);
        }

        return app;
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

    private static void AddCore(IServiceCollection services, HostSettings settings)
    {
        var journal = Path.Combine(settings.Data, "incidents.journal.db");
        var anchors = new FileAnchorStore(journal + ".anchors");
        services.AddSingleton(_ => AnchorKey.LoadOrCreate(journal + ".key"));
        services.AddSingleton(made => new JournalProof(journal, anchors, made.GetRequiredService<AnchorKey>()));
        services.AddSingleton(made => new WatchedJournal(SqliteJournal.Open(journal, new SqliteJournalOptions
        {
            Time = made.GetRequiredService<TimeProvider>(),
            Anchors = anchors,
            AnchorKey = made.GetRequiredService<AnchorKey>(),
        })));
        services.AddSingleton<IJournal>(made => made.GetRequiredService<WatchedJournal>());
        services.AddSingleton(made => new PlanningWorkers(new() { Time = made.GetRequiredService<TimeProvider>() }));
        services.AddSingleton<PlaybookShelf>();
        services.AddSingleton<IAccounts, SimulatedAccounts>();
        services.AddSingleton<HostLinks>();
        services.AddSingleton(made => Options(settings, made));
        Receivers.Add(services.AddIrSdk(), settings.Tell);
        services.AddSingleton<IncidentBoard>();
        services.AddSingleton<IncidentRunner>();
        services.AddSingleton<Changes>();
        services.AddSingleton<AlertDesk>();
        services.AddSingleton<SenderKeys>();
        services.AddSingleton<AlertLimits>();
        services.AddSingleton<DecisionDesk>();
        services.AddSingleton<ApprovalLinks>();
        services.AddSingleton(made => new Runtime.Decisions(made.GetRequiredService<IJournal>(), made.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Boot>();
        services.AddHostedService(made => made.GetRequiredService<Boot>());
    }

    private static ResponderOptions Options(HostSettings settings, IServiceProvider made) => new()
    {
        Time = made.GetRequiredService<TimeProvider>(),
        Owner = ProcessOwner.Current(made.GetRequiredService<TimeProvider>()),
        Links = made.GetRequiredService<HostLinks>(),
        NotifyFor = settings.Tell.TryFor,
        Guards = settings.Guards is { } guards ? GuardRules.Read(guards) : new(),
        HoldFor = settings.HoldFor,
        Jitter = static () => RandomNumberGenerator.GetInt32(1000) / 1000.0,
        ReturnWhenWaiting = false,
    };

    private static HostSettings Read(WebApplicationBuilder builder)
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
        return SettingsCheck.Mistakes(settings).Concat(SignIn.Mistakes(settings.Access, builder.Configuration)).ToList() is { Count: > 0 } mistakes ? throw new SettingsException([.. mistakes]) : settings;
    }
}
