using Polly;

namespace IrSdk.Simulation.Tests;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime time = new();

    [Fact]
    public void Run_SeveralDelays_FiresInOrderOfDueTimeThenCreation()
    {
        var order = new List<string>();
        time.Run(async () =>
        {
            async Task Note(string name, double seconds)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), time);
                order.Add($"{name}@{time.Elapsed.TotalSeconds}");
            }

            await Task.WhenAll(Note("c", 3), Note("a1", 1), Note("b", 2), Note("a2", 1));
        });

        order.Should().Equal("a1@1", "a2@1", "b@2", "c@3");
    }

    [Fact]
    public void Run_HoursOfDelay_StaysOnTheCallingThread()
    {
        var thread = Environment.CurrentManagedThreadId;
        var after = time.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(10), time).ConfigureAwait(false);
            return 0;
        });
        var inline = time.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(10), time).ConfigureAwait(false);
            return Environment.CurrentManagedThreadId;
        });

        after.Should().Be(0);
        inline.Should().Be(thread);
        time.Elapsed.Should().Be(TimeSpan.FromHours(20));
    }

    [Fact]
    public void Run_TaskThatNothingCompletes_SaysSo()
    {
        var never = new TaskCompletionSource<int>();

        time.Invoking(clock => clock.Run(() => never.Task)).Should().Throw<InvalidOperationException>().WithMessage("*waits for ever*");
    }

    [Fact]
    public void Run_CancelAfter_CancelsInVirtualTime()
    {
        var cancelledAt = time.Run(async () =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMinutes(5), time);
            try
            {
                await Task.Delay(TimeSpan.FromHours(1), time, source.Token);
                return TimeSpan.Zero;
            }
            catch (OperationCanceledException)
            {
                return time.Elapsed;
            }
        });

        cancelledAt.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void Run_PeriodicTimer_TicksUntilDisposed()
    {
        var ticks = 0;
        time.Run(async () =>
        {
            using (time.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)))
            {
                await Task.Delay(TimeSpan.FromSeconds(3.5), time);
            }

            await Task.Delay(TimeSpan.FromSeconds(10), time);
        });

        ticks.Should().Be(3);
    }

    [Fact]
    public void Run_BodyThrows_ThrowsTheSameAndRestoresTheContext()
    {
        var context = SynchronizationContext.Current;

        time.Invoking(clock => clock.Run(async () =>
        {
            await new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromSeconds(1), time);
        })).Should().Throw<TimeoutException>();

        SynchronizationContext.Current.Should().BeSameAs(context);
    }

    [Fact]
    public void Run_PollyRetryAndTimeout_WaitsInVirtualTime()
    {
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new() { MaxRetryAttempts = 3, Delay = TimeSpan.FromSeconds(10), BackoffType = DelayBackoffType.Constant })
            .AddTimeout(TimeSpan.FromSeconds(5)).Build();
        var calls = new List<double>();

        time.Run(async () => await pipeline.ExecuteAsync(async token =>
        {
            calls.Add(time.Elapsed.TotalSeconds);
            await Task.Delay(calls.Count < 3 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(1), time, token);
        }));

        calls.Should().Equal(0, 15, 30);
        time.Elapsed.TotalSeconds.Should().Be(31);
    }

    [Fact]
    public void Advance_PastTimers_FiresThemAtTheirOwnTime()
    {
        var at = TimeSpan.Zero;
        using var timer = time.CreateTimer(_ => at = time.Elapsed, null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromSeconds(5));

        at.Should().Be(TimeSpan.FromSeconds(2));
        time.Elapsed.Should().Be(TimeSpan.FromSeconds(5));
    }
}
