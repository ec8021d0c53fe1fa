using System.Security.Claims;
using IrSdk.Host.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace IrSdk.Host.Access;

/// <summary><c>POST /sign-out</c>: ends a sign-in here. The provider's own goes on.</summary>
internal static partial class SignOut
{
    public const string Path = "/sign-out";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, async ([FromForm] IFormCollection _, HttpContext context, Sessions sessions, ILoggerFactory loggers) =>
    {
        sessions.End(context.User);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme).ConfigureAwait(false);
        LogOut(loggers.CreateLogger(typeof(SignOut)), Shown.Text(context.User.FindFirstValue(ClaimTypes.Name) ?? ""));
        return Results.Problem(statusCode: StatusCodes.Status200OK, title: "Signed out", detail: "You are signed out of the host; close the window.");
    }).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();

    [LoggerMessage(LogLevel.Information, "{Person} signed out.")]
    private static partial void LogOut(ILogger logger, string person);
}
