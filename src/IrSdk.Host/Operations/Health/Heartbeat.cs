using IrSdk.Host.Settings;

namespace IrSdk.Host.Operations;

/// <summary>Tells an outside monitor that the host is able to work. It is silent when the host is not, so that silence means something.</summary>
internal sealed partial class Heartbeat(HostSettings settings, WorkingOrder order, IHttpClientFactory clients, TimeProvider time, ILogger<Heartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private string? trouble;
    private long sentAt;

    /// <summary>When the monitor last heard, in UTC. Null: never.</summary>
    public DateTimeOffset? SentAt => Interlocked.Read(ref sentAt) is > 0 and var ticks ? new(ticks, TimeSpan.Zero) : null;

    /// <summary>Why it does not hear, in a sentence. Null: it does.</summary>
    public string? Trouble => Volatile.Read(ref trouble);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Heartbeat.Address is not { } address)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            // A host that stops in good order is not dead yet.
            if (order.Unready is { IsEmpty: false } unready)
            {
                Fail(string.Join(' ', unready));
            }
            else
            {
                await SendAsync(address, stoppingToken).ConfigureAwait(false);
            }

            await Task.Delay(settings.Heartbeat.Every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(Uri address, CancellationToken stoppingToken)
    {
        try
        {
            using var client = clients.CreateClient(nameof(Heartbeat));
            client.Timeout = Limit;
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stoppingToken).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode)
            {
                Interlocked.Exchange(ref sentAt, time.GetUtcNow().UtcTicks);
                if (Interlocked.Exchange(ref trouble, null) is not null)
                {
                    LogHeard();
                }
            }
            else
            {
                Fail($"{address.Host} answered {(int)answer.StatusCode}.");
            }
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException && !stoppingToken.IsCancellationRequested)
        {
            Fail($"{address.Host} cannot be reached: {failed.Message}");
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Fail(string because)
    {
        if (Interlocked.Exchange(ref trouble, because) is null)
        {
            LogUnheard(because);
        }
    }

    [LoggerMessage(LogLevel.Error, "The outside monitor does not hear from the host: {Because}")]
    private partial void LogUnheard(string because);

    [LoggerMessage(LogLevel.Information, "The outside monitor hears from the host.")]
    private partial void LogHeard();
}
