using System.Net;
using IrSdk.Host.Settings;
using Microsoft.AspNetCore.HttpOverrides;

namespace IrSdk.Host.Access;

/// <summary>Reverse proxies that are known: what they say of a request is believed, and what anybody else says is not.</summary>
internal static class Proxies
{
    public static IEnumerable<string> Mistakes(AccessSettings access) => access.Proxies.Where(one => !TryRead(one, out _))
        .Select(one => $"Access:Proxies names '{one}', which is no address; write one such as 10.0.0.7, or a network such as 10.0.0.0/8.");

    public static void Use(WebApplication app, AccessSettings access)
    {
        if (access.Proxies.Length == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.AllowedHosts = access.PublicAddress is { } address ? [address.Host] : [];
        foreach (var one in access.Proxies)
        {
            _ = TryRead(one, out var network);
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    private static bool TryRead(string text, out System.Net.IPNetwork network)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            network = new(address, address.GetAddressBytes().Length * 8);
            return true;
        }

        return System.Net.IPNetwork.TryParse(text, out network);
    }
}
