namespace IrSdk.Simulation;

/// <summary>
/// A clock that moves only when it is told: timers fire in the order of their due time, then of their creation, on the
/// thread that runs. Hours pass in milliseconds, and the same program takes the same course every time.
/// </summary>
/// <remarks>
/// The code that runs must not leave the thread (no <c>Task.Run</c>, no asynchronous continuations): then everything that a
/// timer causes happens before the next timer fires.
/// </remarks>
public sealed class VirtualTime : TimeProvider
{
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly PriorityQueue<(VirtualTimer Timer, long Version), (long Due, long Sequence)> timers = new();
    private readonly DateTimeOffset start;
    private long elapsed;
    private long sequence;

    /// <summary>A clock that stands at a moment.</summary>
    /// <param name="start">The moment. Null: 2026-01-01T00:00:00Z.</param>
    public VirtualTime(DateTimeOffset? start = null) => this.start = (start ?? new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToUniversalTime();

    /// <summary>How far the clock has moved since it was made.</summary>
    public TimeSpan Elapsed => new(Interlocked.Read(ref elapsed));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref elapsed);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs a program to its end on the calling thread, moving the clock whenever nothing is left to do at its present time.</summary>
    /// <returns>What the program returns.</returns>
    /// <exception cref="InvalidOperationException">The program waits for something that no timer will ever bring.</exception>
    public T Run<T>(Func<Task<T>> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var task = body();
            while (!task.IsCompleted)
            {
                if (!FireNext() && !HasMovedOn(task))
                {
                    throw new InvalidOperationException(
                        $"The program waits for ever at {GetUtcNow():O}: no timer is due and its task has not ended; look for a task that nothing completes.");
                }
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>Runs a program that returns nothing, as <see cref="Run{T}"/> does.</summary>
    public void Run(Func<Task> body) => Run(async () =>
    {
        await body().ConfigureAwait(false);
        return true;
    });

    /// <summary>Moves the clock forward and fires what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = Interlocked.Read(ref elapsed) + by.Ticks;
        while (FireNext(until))
        {
        }

        Interlocked.Exchange(ref elapsed, until);
    }

    /// <summary>
    /// A continuation of a cancelled delay, or one that ran out of stack, goes to the thread pool; it is given its turn there, and a
    /// moment, before the run is called dead.
    /// </summary>
    private bool HasMovedOn(Task task)
    {
        // Queued after it, so taken after it: a pool that is busy for seconds is not a program that waits for ever. That holds for one hop.
        var turn = new TaskCompletionSource();
        ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.SetResult(), turn, preferLocal: true);
        SpinWait.SpinUntil(() => turn.Task.IsCompleted || task.IsCompleted || HasTimer(), Turn);
        return SpinWait.SpinUntil(() => task.IsCompleted || HasTimer(), Moment);
    }

    private bool HasTimer()
    {
        lock (gate)
        {
            return timers.Count > 0;
        }
    }

    private bool FireNext(long until = long.MaxValue)
    {
        while (true)
        {
            VirtualTimer timer;
            lock (gate)
            {
                if (!timers.TryPeek(out var next, out var at) || at.Due > until)
                {
                    return false;
                }

                timers.Dequeue();
                if (next.Version != next.Timer.Version)
                {
                    continue;
                }

                if (at.Due > elapsed)
                {
                    Interlocked.Exchange(ref elapsed, at.Due);
                }

                timer = next.Timer;
                timer.Version++;
                if (timer.Period > TimeSpan.Zero)
                {
                    Schedule(timer, timer.Period);
                }
            }

            timer.Fire();
            return true;
        }
    }

    private void Schedule(VirtualTimer timer, TimeSpan due) =>
        timers.Enqueue((timer, timer.Version), (elapsed + due.Ticks, sequence++));

    private sealed class VirtualTimer(VirtualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private bool disposed;

        public long Version { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                if (disposed)
                {
                    return false;
                }

                Version++;
                Period = period;
                if (dueTime >= TimeSpan.Zero)
                {
                    clock.Schedule(this, dueTime);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
            {
                disposed = true;
                Version++;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
