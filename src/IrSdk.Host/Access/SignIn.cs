using System.Security.Claims;
using IrSdk.Host.Settings;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IrSdk.Host.Access;

/// <summary>Who somebody is, and what they may do: everything that is not open to all asks for a role.</summary>
internal static class SignIn
{
    public const string Path = "/sign-in";

    public static void Add(WebApplicationBuilder builder, HostSettings settings)
    {
        var access = settings.Access;
        var services = builder.Services;
        var keys = Directory.CreateDirectory(System.IO.Path.Combine(settings.Data, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        services.AddSingleton<Sessions>();
        services.AddDataProtection().SetApplicationName("irsdk").PersistKeysToFileSystem(keys);
        var authentication = services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options => Cookie(options, access));
        if (access.Authority is not null)
        {
            authentication.AddOpenIdConnect(options => Connect(options, access));
        }

        if (access is { Authority: not null, Audience: not null })
        {
            authentication.AddJwtBearer(options => Bearer(options, access));
        }

        if (access.Authority is null)
        {
            services.AddSingleton<SignInLink>();

            // A page elsewhere that points its own name at this machine is not let in.
            services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["127.0.0.1", "localhost", "[::1]"]);
        }

        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Roles.OfPeople)
        {
            authorization.AddPolicy(role, policy => Schemes(policy, access).RequireRole(Roles.From(role)));
        }

        authorization.SetFallbackPolicy(Schemes(new(), access).RequireRole(Roles.From(Roles.Viewer)).Build());
    }

    /// <summary>Without a provider nobody from elsewhere could be told apart, so nobody from elsewhere is let in.</summary>
    public static IEnumerable<string> Mistakes(AccessSettings access, IConfiguration configuration)
    {
        if (access.Authority is null)
        {
            foreach (var address in Listening.Open(configuration))
            {
                yield return $"The host would listen on {address}, where others reach it, and nobody has to sign in; set Access:Authority, or listen on 127.0.0.1.";
            }

            yield break;
        }

        if (!Uri.TryCreate(access.Authority, UriKind.Absolute, out var authority) || (authority.Scheme != Uri.UriSchemeHttps && !access.AllowHttpAuthority))
        {
            yield return $"Access:Authority is '{access.Authority}'; write an https address.";
        }

        foreach (var role in access.Roles.Keys.Where(role => role != Roles.Sender && !Roles.OfPeople.Contains(role)))
        {
            yield return $"Access:Roles names '{role}', which is no role; write {string.Join(", ", Roles.OfPeople)} or {Roles.Sender}.";
        }

        if (access.Roles.Keys.All(role => role == Roles.Sender))
        {
            yield return "Access:Roles grants nobody a role; say which values of the role claim grant viewer, responder, approver and administrator.";
        }

        foreach (var (name, lasts) in new[] { ("SignInLasts", access.SignInLasts), ("RolesLast", access.RolesLast) }.Where(one => one.Item2 < TimeSpan.FromSeconds(1)))
        {
            yield return $"Access:{name} is {lasts}; write at least a second.";
        }

        foreach (var mistake in Proxies.Mistakes(access))
        {
            yield return mistake;
        }

        if (access.ClientSecretFile is { } file && !File.Exists(file))
        {
            yield return $"Access:ClientSecretFile is {file}, which is not there; write the secret into it.";
        }
    }

    private static AuthorizationPolicyBuilder Schemes(AuthorizationPolicyBuilder policy, AccessSettings access)
    {
        policy.AddAuthenticationSchemes(CookieAuthenticationDefaults.AuthenticationScheme);
        if (access is { Authority: not null, Audience: not null })
        {
            policy.AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme);
        }

        return policy.RequireAuthenticatedUser();
    }

    private static void Cookie(CookieAuthenticationOptions options, AccessSettings access)
    {
        var isSecure = access.Authority is not null && !access.AllowHttpAuthority;
        options.Cookie.Name = isSecure ? "__Host-irsdk" : "irsdk";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = access.Authority is null ? SameSiteMode.Strict : SameSiteMode.Lax;
        options.Cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = access.SignInLasts;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = Sessions.CheckAsync;
        options.Events.OnRedirectToAccessDenied = static context => Refuse(context.Response, StatusCodes.Status403Forbidden);
        options.Events.OnRedirectToLogin = access.Authority is null
            ? static context => Refuse(context.Response, StatusCodes.Status401Unauthorized)
            : static context => Ask(context.Request, context.Response);
    }

    /// <summary>Sends people to the provider and back; everything else is told that it must sign in.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, (string? to) => Results.Challenge(
            new() { RedirectUri = to is ['/', not '/' and not '\\', ..] or "/" ? to : "/" }, [OpenIdConnectDefaults.AuthenticationScheme]))
        .AllowAnonymous().ExcludeFromDescription();

    private static Task Ask(HttpRequest request, HttpResponse response)
    {
        if (!HttpMethods.IsGet(request.Method) || request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            || request.Headers["Sec-Fetch-Mode"].ToString() is not ("" or "navigate"))
        {
            return Refuse(response, StatusCodes.Status401Unauthorized);
        }

        response.Redirect($"{Path}?to={Uri.EscapeDataString(request.Path + request.QueryString)}");
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpResponse response, int status)
    {
        response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static void Connect(OpenIdConnectOptions options, AccessSettings access)
    {
        options.Authority = access.Authority;
        options.RequireHttpsMetadata = !access.AllowHttpAuthority;
        options.ClientId = access.ClientId;
        options.ClientSecret = access.ClientSecretFile is { } file ? File.ReadAllText(file).Trim() : null;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = access.AllowHttpAuthority ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }

        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.Scope.Add("email");
        options.TokenValidationParameters.NameClaimType = ClaimTypes.Name;
        options.TokenValidationParameters.RoleClaimType = ClaimTypes.Role;
        options.Events.OnTokenValidated = context =>
        {
            if (Granted.Doubt(context.Principal!, access) is { } doubt)
            {
                context.Fail(doubt);
                return Task.CompletedTask;
            }

            context.Principal = Granted.To(context.Principal!, access);
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = static async context =>
        {
            context.HandleResponse();
            await Results.Problem(statusCode: StatusCodes.Status403Forbidden, detail: $"The provider's answer was not taken: {context.Failure?.Message ?? "it says not why"} Open the host's first page to try again.").ExecuteAsync(context.HttpContext).ConfigureAwait(false);
        };
    }

    private static void Bearer(JwtBearerOptions options, AccessSettings access)
    {
        options.Authority = access.Authority;
        options.RequireHttpsMetadata = !access.AllowHttpAuthority;
        options.Audience = access.Audience;
        options.MapInboundClaims = false;
        options.Events = new()
        {
            OnTokenValidated = context =>
            {
                if (Granted.Doubt(context.Principal!, access) is { } doubt)
                {
                    context.Fail(doubt);
                    return Task.CompletedTask;
                }

                context.Principal = Granted.To(context.Principal!, access);
                return Task.CompletedTask;
            },
        };
    }
}
