namespace IrSdk.Aws.Tests;

/// <summary>The system's clock and timers, several times as fast: pauses shrink, and what a server takes counts several times.</summary>
internal sealed class FasterTime(int times) : TimeProvider
{
    private readonly long began = System.GetTimestamp();
    private readonly DateTimeOffset start = System.GetUtcNow();

    public override long TimestampFrequency => System.TimestampFrequency / times;

    public override DateTimeOffset GetUtcNow() => start + (System.GetElapsedTime(began) * times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Faster(System.CreateTimer(callback, state, Shorter(dueTime, times), Shorter(period, times)), times);

    private static TimeSpan Shorter(TimeSpan span, int times) => span > TimeSpan.Zero ? span / times : span;

    private sealed class Faster(ITimer timer, int times) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(Shorter(dueTime, times), Shorter(period, times));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
