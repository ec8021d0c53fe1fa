using System.Text;
using IrSdk.Host.Access;
using IrSdk.Host.Feed;

namespace IrSdk.Host.Live;

/// <summary><c>GET /events</c>: server-sent events that say which incident changed; what changed is for the page to ask.</summary>
internal static class LiveEndpoint
{
    public const string Path = "/events";

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, SendAsync).RequireAuthorization(Roles.Viewer).ExcludeFromDescription();

    private static async Task SendAsync(string? incident, HttpContext context, Changes changes, IHostApplicationLifetime lifetime, TimeProvider time)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.ContentType = "text/event-stream";
        try
        {
            await SayAsync(context, ": open\n\n", ending.Token).ConfigureAwait(false);
            await using var records = changes.ListenAsync(ending.Token).GetAsyncEnumerator(ending.Token);
            var next = records.MoveNextAsync().AsTask();
            try
            {
                while (true)
                {
                    if (await Task.WhenAny(next, Task.Delay(Silence, time, ending.Token)).ConfigureAwait(false) != next)
                    {
                        ending.Token.ThrowIfCancellationRequested();
                        await SayAsync(context, ": still here\n\n", ending.Token).ConfigureAwait(false);
                        continue;
                    }

                    if (!await next.ConfigureAwait(false))
                    {
                        return;
                    }

                    if (records.Current.Incident is not { } changed || incident is null || changed.ToString() == incident)
                    {
                        await SayAsync(context, $"data: {records.Current.Incident}\n\n", ending.Token).ConfigureAwait(false);
                        await Task.Delay(Between, time, ending.Token).ConfigureAwait(false);
                    }

                    next = records.MoveNextAsync().AsTask();
                }
            }
            finally
            {
                // What listens cannot be put away while it still waits.
                await ending.CancelAsync().ConfigureAwait(false);
                await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The page was closed, or the host stops.
        }
    }

    private static async Task SayAsync(HttpContext context, string text, CancellationToken cancellation)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
