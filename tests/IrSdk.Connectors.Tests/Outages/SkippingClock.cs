namespace IrSdk.Connectors.Tests;

/// <summary>
/// A clock that stands while something real is under way, and skips to the next timer when nothing is: hours pass in moments, and
/// a request to a real server takes no time at all.
/// </summary>
internal sealed class SkippingClock : TimeProvider
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Nothing computes for so long between two looks at the clock: a thread that seems at work is one that something blocks for good.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    /// <summary>So many looks in a row find nothing under way before time is skipped.</summary>
    private const int Looks = 3;

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
    /// <param name="isIdle">Whether no server is being asked anything that it will answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> body, Func<bool> isIdle, CancellationToken cancellationToken)
    {
        var resting = await RestingAsync(cancellationToken);
        var since = System.GetTimestamp();
        var running = Task.Run(body, cancellationToken);
        var quiet = 0;
        while (!running.IsCompleted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = Asked();
            var began = System.GetTimestamp();
            await Task.WhenAny(running, Task.Delay(Look, System, cancellationToken));

            // A look that came late says that this process was not let run, not that nothing is under way.
            var working = await Task.Run(static () => Working(), cancellationToken);
            var isLikely = ThreadPool.PendingWorkItemCount == 0 && isIdle() && before == Asked();
            (since, resting) = !isLikely ? (began, resting) : System.GetElapsedTime(since) > Long ? (began, working) : (since, resting);
            quiet = isLikely && working <= resting && System.GetElapsedTime(began) < 4 * Look ? quiet + 1 : 0;
            if (quiet == Looks && !running.IsCompleted)
            {
                (quiet, since) = (0, System.GetTimestamp());
                Skip();
            }
        }

        return await running;
    }

    /// <summary>How many threads of the pool are at work before anything begins: those that the test runner blocks.</summary>
    private static async Task<int> RestingAsync(CancellationToken cancellationToken)
    {
        var fewest = int.MaxValue;
        for (var look = 0; look < 20; look++)
        {
            fewest = Math.Min(fewest, await Task.Run(static () => Working(), cancellationToken));
            await Task.Delay(Look, System, cancellationToken);
        }

        return fewest;
    }

    /// <summary>How many threads of the pool are at work, the one that asks among them, and those that something blocks for good.</summary>
    private static int Working()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return most - free;
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
        // All that fall due at one moment fire in it.
        var due = new List<(Timer Timer, long Order)>();
        lock (gate)
        {
            while (timers.TryPeek(out var next, out var at) && (due.Count == 0 || at.Item1 <= now))
            {
                timers.Dequeue();
                if (next.Due == at.Item1 && next.Order == at.Item2)
                {
                    now = at.Item1 > now ? at.Item1 : now;
                    due.Add((next, next.Order));
                }
            }
        }

        foreach (var (timer, order) in due)
        {
            // One that was ended or set anew by another's callback is not due any more.
            if (timer.Order == order)
            {
                timer.Fire();
            }
        }
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

        public void Dispose()
        {
            lock (clock.gate)
            {
                (Due, Order) = (null, ++clock.order);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
