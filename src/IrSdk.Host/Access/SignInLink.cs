using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace IrSdk.Host.Access;

/// <summary>Signs in whoever has the link that was printed at start: once, from this machine. Then another link is printed.</summary>
internal sealed class SignInLink(ILogger<SignInLink> logger)
{
    /// <summary>What the journal says of decisions of whoever signed in so.</summary>
    public const string Person = "local";

    private readonly Lock gate = new();
    private string token = NewToken();
    private string address = "";

    /// <summary>Prints the link. Not through the log, which may be kept where others read it.</summary>
    public void Print(string host)
    {
        lock (gate)
        {
            address = host;
            Print();
        }
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(SignIn.Path, async (string? token, HttpContext context, SignInLink link) =>
    {
        if (!link.Take(token ?? ""))
        {
            return Results.Problem(statusCode: StatusCodes.Status403Forbidden, detail: "This link is used or was never printed; open the newest one that the host printed.");
        }

        var person = new ClaimsIdentity(
            [new(ClaimTypes.Name, Person), Sessions.Begin(), .. Roles.OfPeople.Select(role => new Claim(ClaimTypes.Role, role))], CookieAuthenticationDefaults.AuthenticationScheme, ClaimTypes.Name, ClaimTypes.Role);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new(person)).ConfigureAwait(false);
        return Results.Redirect("/");
    }).AllowAnonymous().ExcludeFromDescription();

    private bool Take(string given)
    {
        lock (gate)
        {
            if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token)))
            {
                logger.LogSignInRefused();
                return false;
            }

            token = NewToken();
            Print();
            return true;
        }
    }

    private void Print()
    {
        Console.WriteLine($"Sign in once with {address}{SignIn.Path}?token={token}");
        Console.Out.Flush();
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}

internal static partial class SignInLog
{
    [LoggerMessage(LogLevel.Warning, "A sign-in with a wrong or used link was refused.")]
    public static partial void LogSignInRefused(this ILogger logger);
}
