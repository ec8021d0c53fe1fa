using IrSdk.Intake;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IrSdk.Host.Access;

/// <summary>What a request may cost before anybody knows who sends it: its size, how slowly it may come, and how many may be open.</summary>
internal static class RequestLimits
{
    private const int MostConnections = 4096;
    private const double SlowestBody = 1024;

    /// <summary>What the web server refuses is said with its own status, and is no failure of the host that the log must hold.</summary>
    public static ExceptionHandlerOptions Failures { get; } = new()
    {
        StatusCodeSelector = static failure => failure is Microsoft.AspNetCore.Http.BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError,
        SuppressDiagnosticsCallback = static context => context.Exception is Microsoft.AspNetCore.Http.BadHttpRequestException,
    };

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = ReadLimits.MaxBytes + 1;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.MinRequestBodyDataRate = new(SlowestBody, TimeSpan.FromSeconds(5));
    }
}
