using System.Globalization;
using System.Runtime.InteropServices;
using IrSdk.Host.Alerts;
using IrSdk.Host.Incidents;
using IrSdk.Host.Settings;

namespace IrSdk.Host.Operations;

/// <summary>
/// Stops the host in good order: no alert is taken any more, steps that are under way end or are handed over, and leases are given back,
/// so that the next host goes on at once. Pages and probes answer until then. Asked a second time, it ends at once.
/// </summary>
internal sealed partial class Stopping(IncidentRunner runner, HostSettings settings, ILogger<Stopping> logger) : IHostedLifecycleService, IDisposable
{
    private readonly List<PosixSignalRegistration> signals = [];
    private int asked;

    /// <summary>Whether the host was asked to stop.</summary>
    public bool IsStopping => Volatile.Read(ref asked) > 0;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Hear));
        signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Hear));
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        Interlocked.CompareExchange(ref asked, 1, 0);
        LogStopping(runner.Count, settings.Stop.Within);
        await runner.StopAsync(settings.Stop.Within).ConfigureAwait(false);
    }

    /// <summary>Alerts are refused while the host stops: their senders try again, at the next one.</summary>
    public static void Use(WebApplication app) => app.Use((context, next) =>
        !HttpMethods.IsPost(context.Request.Method) || context.Request.Path != AlertEndpoint.Path || !context.RequestServices.GetRequiredService<Stopping>().IsStopping
            ? next(context)
            : RefuseAsync(context));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => signals.ForEach(signal => signal.Dispose());

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.RetryAfter = 5.ToString(CultureInfo.InvariantCulture);
        return Results.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, detail: "The host stops, and takes no alert; send it again in a moment.").ExecuteAsync(context);
    }

    /// <summary>What is in the journal goes on at the next start, whatever the end.</summary>
    private void Hear(PosixSignalContext signal)
    {
        if (Interlocked.Increment(ref asked) > 1)
        {
            Console.Error.WriteLine("irsdk-host: asked to stop again, and ends at once; what was under way goes on at the next start.");
            Environment.Exit(signal.Signal == PosixSignal.SIGINT ? 130 : 143);
        }
    }

    [LoggerMessage(LogLevel.Information, "The host stops: {Count} incidents under way, whose steps may take {Within} to end.")]
    private partial void LogStopping(int count, TimeSpan within);
}
