using IrSdk.Host.Settings;
using Microsoft.AspNetCore.Authorization;

namespace IrSdk.Host.Access;

/// <summary>
/// Where people sign in, the host is asked by its public name: a page elsewhere that points its own name here gets nothing. Senders
/// and probes, who show no cookie, may call it by any name.
/// </summary>
internal static class HostName
{
    public static void Use(WebApplication app, AccessSettings access)
    {
        if (access is not { Authority: not null, PublicAddress: { } address })
        {
            return;
        }

        app.Use(async (context, next) =>
        {
            if (context.GetEndpoint()?.Metadata is { } endpoint && endpoint.GetMetadata<IAllowAnonymous>() is null && !IsOwn(context.Request.Host.Host, address))
            {
                await Results.Problem(statusCode: StatusCodes.Status400BadRequest, detail: $"The host is not asked by its name; open {address}.").ExecuteAsync(context).ConfigureAwait(false);
                return;
            }

            await next(context).ConfigureAwait(false);
        });
    }

    private static bool IsOwn(string name, Uri address) =>
        string.Equals(name, address.Host, StringComparison.OrdinalIgnoreCase) || Listening.IsLoopback(name);
}
