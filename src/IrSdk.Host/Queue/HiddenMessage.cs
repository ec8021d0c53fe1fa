using Amazon.SQS.Model;

namespace IrSdk.Host.Queue;

/// <summary>Keeps a message hidden from others while it is being taken.</summary>
internal sealed class HiddenMessage : IAsyncDisposable
{
    private readonly CancellationTokenSource ending;
    private readonly Task hiding;

    public HiddenMessage(AlertMessages messages, Message message, TimeSpan visibility, TimeProvider time, CancellationToken until)
    {
        ending = CancellationTokenSource.CreateLinkedTokenSource(until);
        hiding = HideAsync(messages, message, visibility, time, ending.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await hiding.ConfigureAwait(false);
        ending.Dispose();
    }

    private static async Task HideAsync(AlertMessages messages, Message message, TimeSpan visibility, TimeProvider time, CancellationToken until)
    {
        try
        {
            while (true)
            {
                await Task.Delay(visibility / 3, time, until).ConfigureAwait(false);
                await messages.HideAsync(message, visibility, until).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            // It is taken, or given up.
        }
    }
}
