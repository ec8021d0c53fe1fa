using IrSdk.Intake;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IrSdk.Host.Access;

/// <summary>What a request may cost before anybody knows who sends it: its size, how slowly it may come, and how many may be open.</summary>
internal static class RequestLimits
{
    private const int MostConnections = 4096;
    private const double SlowestBody = 1024;

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = ReadLimits.MaxBytes + 1;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MinRequestBodyDataRate = new(SlowestBody, TimeSpan.FromSeconds(5));
    }
}
