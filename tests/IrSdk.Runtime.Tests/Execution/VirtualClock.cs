namespace IrSdk.Runtime.Tests;

/// <summary>A clock that stands until nothing can go on, then jumps to its next timer; everything on the caller's thread.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private readonly PriorityQueue<Timer, (DateTimeOffset, long)> timers = new();
    private DateTimeOffset now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);
    private long order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public T Run<T>(Func<Task<T>> body)
    {
        var task = body();
        while (!task.IsCompleted)
        {
            if (!timers.TryDequeue(out var timer, out var due))
            {
                throw new InvalidOperationException("Nothing is left that could go on.");
            }

            if (timer.Due == due.Item1 && timer.Order == due.Item2)
            {
                now = due.Item1 > now ? due.Item1 : now;
                timer.Fire();
            }
        }

        return task.GetAwaiter().GetResult();
    }

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset? Due { get; private set; }

        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock.now + dueTime;
            if (Due is { } due)
            {
                Order = ++clock.order;
                clock.timers.Enqueue(this, (due, Order));
            }

            return true;
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
