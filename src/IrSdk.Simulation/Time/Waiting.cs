namespace IrSdk.Simulation;

/// <summary>Waits that go on, and are cancelled, on the thread that the clock fires on.</summary>
internal static class Waiting
{
    /// <summary>Waits. Unlike <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/>, a cancelled wait does not go on on another thread.</summary>
    public static async Task ForAsync(TimeSpan span, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (span <= TimeSpan.Zero)
        {
            return;
        }

        var done = new TaskCompletionSource();
        using var timer = time.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), done, span, Timeout.InfiniteTimeSpan);
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), done);
        await done.Task.ConfigureAwait(false);
    }
}
