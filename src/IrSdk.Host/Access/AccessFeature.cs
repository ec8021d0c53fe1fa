using IrSdk.Host.Settings;

namespace IrSdk.Host.Access;

/// <summary>Who may do what.</summary>
internal static class AccessFeature
{
    public static void Add(WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddSingleton<ApprovalLinks>();
        builder.Services.AddAntiforgery(options => options.Cookie.Name = "irsdk.form");
        SignIn.Add(builder, settings);
    }

    public static void Map(WebApplication app, HostSettings settings)
    {
        ApprovalLinks.Map(app);
        SignOut.Map(app);
        if (settings.Access.Authority is null)
        {
            SignInLink.Map(app);
            app.Lifetime.ApplicationStarted.Register(() => app.Services.GetRequiredService<SignInLink>().Print(app.Urls.First()));
        }
        else
        {
            SignIn.Map(app);
        }
    }
}
