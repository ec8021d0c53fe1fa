using IrSdk.Host.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace IrSdk.Host.Alerts;

/// <summary>Senders that hold a token of the OpenID provider instead of a key.</summary>
internal static class SenderTokens
{
    /// <summary>Whether the request carries a token for this host, of somebody who may send alerts.</summary>
    public static async Task<bool> FitAsync(HttpContext context)
    {
        if (!context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || await context.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>().GetSchemeAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false) is null)
        {
            return false;
        }

        var read = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme).ConfigureAwait(false);
        return read.Succeeded && read.Principal.IsInRole(Roles.Sender);
    }
}
