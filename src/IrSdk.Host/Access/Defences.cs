using System.Net;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Access;

/// <summary>What every answer carries, and what no request gets past: other sites can neither show these pages nor act through them.</summary>
internal static class Defences
{
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void Use(WebApplication app, AccessSettings access) => app.Use(async (context, next) =>
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";

        // Nothing to other sites; with no-referrer, though, browsers name no origin either when a form is sent to its own page.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers.CacheControl = "no-cache, no-store";
        if (access.Authority is null && context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
        {
            await Results.Problem(statusCode: StatusCodes.Status403Forbidden, detail: "The host is for one person on its own machine; set Access:Authority to let others in.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        if (IsFromElsewhere(context.Request, access.PublicAddress))
        {
            await Results.Problem(statusCode: StatusCodes.Status403Forbidden, detail: "Another site asked for this; do it on the host's own page.").ExecuteAsync(context).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    });

    /// <summary>Browsers say where a request that changes something comes from; what is not a browser says nothing, and has no cookie.</summary>
    private static bool IsFromElsewhere(HttpRequest request, Uri? own) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site"
            || (request.Headers.Origin.ToString() is { Length: > 0 } origin && !IsOwn(origin, request, own)));

    private static bool IsOwn(string origin, HttpRequest request, Uri? own) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && (string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase) || (own is not null && uri.Scheme == own.Scheme && uri.Authority == own.Authority));
}
