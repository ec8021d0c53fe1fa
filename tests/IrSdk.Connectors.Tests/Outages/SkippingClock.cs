namespace IrSdk.Connectors.Tests;

/// <summary>
/// A clock that stands while something real is under way, and skips to the next timer when nothing is: hours pass in moments, and
/// a request to a real server takes no time at all.
/// </summary>
internal sealed class SkippingClock : TimeProvider
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(15);

    private const int LongQuiet = 12;

    private readonly Lock gate = new();
    private readonly PriorityQueue<Timer, (DateTimeOffset, long)> timers = new();
    private DateTimeOffset now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private long order;
    private long asked;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            asked++;
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs until the body ends.</summary>
    /// <param name="body">What runs.</param>
    /// <param name="isWaiting">Whether all that is real and under way waits for time to pass.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> body, Func<bool> isWaiting, CancellationToken cancellationToken)
    {
        var running = Task.Run(body, cancellationToken);
        var quiet = 0;
        while (!running.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = Asked();
            var since = System.GetTimestamp();
            await Task.WhenAny(running, Task.Delay(Quiet, System, cancellationToken));

            // A look that came late says that this process was not let run, not that nothing is under way.
            quiet = before == Asked() && System.GetElapsedTime(since) < 3 * Quiet ? quiet + 1 : 0;

            // A call that pauses between two attempts is under way as well: long quiet tells it from one that is at work.
            if (!running.IsCompleted && quiet > (isWaiting() ? 0 : LongQuiet))
            {
                quiet = 0;
                Skip();
            }
        }

        return await running;
    }

    private long Asked()
    {
        lock (gate)
        {
            return asked;
        }
    }

    private void Skip()
    {
        Timer? timer = null;
        lock (gate)
        {
            while (timer is null && timers.TryDequeue(out var next, out var due))
            {
                if (next.Due == due.Item1 && next.Order == due.Item2)
                {
                    now = due.Item1 > now ? due.Item1 : now;
                    timer = next;
                }
            }
        }

        timer?.Fire();
    }

    private sealed class Timer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.asked++;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
                if (Due is { } due)
                {
                    Order = ++clock.order;
                    clock.timers.Enqueue(this, (due, Order));
                }

                return true;
            }
        }

        public void Fire()
        {
            Due = null;
            callback(state);
        }

        public void Dispose() => Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
