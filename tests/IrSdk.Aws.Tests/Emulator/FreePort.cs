using System.Net;
using System.Net.Sockets;

namespace IrSdk.Aws.Tests;

internal static class FreePort
{
    /// <summary>A port of this machine that nobody listens on now.</summary>
    public static int Take()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
